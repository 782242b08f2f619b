import type { ContentRequest } from '../../protocol/content.ts';
import type { Attachment, SentPiece } from './drafts.ts';

interface Piece {
  content: ContentRequest;
  piece: SentPiece;
}
type Of<K extends Attachment['kind']> = Extract<Attachment, { kind: K }>;
const PRODUCTS_A_MESSAGE = 10;

/**
 * The messages that one press of Send makes: pictures, the words about them, then products side by side, then codes.
 * Each can come back to the draft by itself.
 */
export function requestsOf(text: string, attachments: readonly Attachment[]): Piece[] {
  const of = <K extends Attachment['kind']>(kind: K): Of<K>[] =>
    attachments.filter((one): one is Of<K> => one.kind === kind);
  const words: Piece[] = text === '' ? [] : [{ content: { type: 'text', text }, piece: { kind: 'text', text } }];
  return [...of('image').flatMap(image), ...words, ...productRows(of('product')), ...of('discount').map(discount)];
}

function image(attachment: Of<'image'>): Piece[] {
  if (attachment.at === 'uploading') return [];
  const { type, file } = attachment.file;
  return [{ content: { type, file }, piece: { kind: 'attachments', attachments: [attachment] } }];
}

function productRows(attachments: readonly Of<'product'>[]): Piece[] {
  const rows: Piece[] = [];
  for (let from = 0; from < attachments.length; from += PRODUCTS_A_MESSAGE) {
    const row = attachments.slice(from, from + PRODUCTS_A_MESSAGE);
    const products = [...new Set(row.map(({ product }) => product.id))];
    rows.push({ content: { type: 'products', products }, piece: { kind: 'attachments', attachments: row } });
  }
  return rows;
}

const discount = (attachment: Of<'discount'>): Piece => ({
  content: { type: 'discount', code: attachment.discount.code },
  piece: { kind: 'attachments', attachments: [attachment] },
});
