/** The types of files that we take. */
export type AcceptedType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif' | 'application/pdf';

/** How files of each type begin: text at an offset. */
const SIGNS: readonly { type: AcceptedType; signs: readonly { at: number; text: string }[] }[] = [
  { type: 'image/png', signs: [{ at: 0, text: '\x89PNG\r\n\x1a\n' }] },
  { type: 'image/jpeg', signs: [{ at: 0, text: '\xff\xd8\xff' }] },
  {
    type: 'image/webp',
    signs: [
      { at: 0, text: 'RIFF' },
      { at: 8, text: 'WEBP' },
    ],
  },
  { type: 'image/gif', signs: [{ at: 0, text: 'GIF87a' }] },
  { type: 'image/gif', signs: [{ at: 0, text: 'GIF89a' }] },
  { type: 'application/pdf', signs: [{ at: 0, text: '%PDF-' }] },
];

/** What the bytes say that they are, whatever their name claims; undefined for what we do not take (SVG among it). */
export function sniff(bytes: Uint8Array): AcceptedType | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return SIGNS.find(({ signs }) => signs.every(({ at, text }) => head.startsWith(text, at)))?.type;
}
