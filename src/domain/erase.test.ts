import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { OrderCard } from '../protocol/content.ts';
import { Entry, type EntryBody } from '../protocol/entries.ts';
import { eraseEntry } from './erase.ts';

const SECRET = 'Garden Lane 7';
const EMAIL = 'anouk@example.com';
const URL = '/anouk';
const stamp = {
  seq: 3,
  pub: 2,
  at: 1000,
  v: 1,
  by: { role: 'bot' },
  command: '00000000-0000-4000-8000-000000000001',
} as const;
const product = { id: '1', title: SECRET, price: 1, currency: 'EUR', url: URL };
const line = { id: '1', name: SECRET, variant: SECRET, quantity: 1, price: 1 };
const change = { line, previousQuantity: 0, subtotal: 1, currency: 'EUR', lines: [line] };
const order: OrderCard = {
  number: SECRET,
  status: 'placed',
  total: 1,
  currency: 'EUR',
  items: 1,
  images: [URL],
  trackingUrl: URL,
};

const bodies: EntryBody[] = [
  {
    kind: 'conversation.started',
    channel: 'web',
    locale: 'pt',
    country: 'PT',
    flowRef: `X::${SECRET}`,
    emailKnown: true,
  },
  { kind: 'message.sent', content: { type: 'text', text: SECRET }, basedOn: 2, fallback: true, expects: SECRET },
  {
    kind: 'message.sent',
    content: { type: 'image', file: 'f_0123456789abcdef', url: URL, width: 1, height: 1, name: SECRET },
  },
  { kind: 'message.sent', content: { type: 'file', file: 'f_0123456789abcdef', url: URL, name: SECRET, bytes: 1 } },
  { kind: 'message.sent', content: { type: 'products', products: [product] } },
  { kind: 'message.sent', content: { type: 'discount', code: SECRET } },
  { kind: 'message.sent', content: { type: 'order', order } },
  { kind: 'message.sent', content: { type: 'choices', text: SECRET, choices: [{ value: SECRET, label: SECRET }] } },
  { kind: 'choice.picked', value: SECRET, label: SECRET },
  { kind: 'cart.added', ...change },
  { kind: 'cart.updated', ...change },
  { kind: 'cart.removed', ...change },
  { kind: 'email.captured', email: EMAIL },
  { kind: 'note.added', text: SECRET },
  { kind: 'survey.answered', rating: 4, comment: SECRET },
  { kind: 'cart.reported', cart: { currency: 'EUR', subtotal: 1, lines: [{ ...line, url: URL }] } },
  { kind: 'identity.proven', clientId: SECRET },
  { kind: 'instant.answered', question: SECRET },
];

describe('erasing an entry', () => {
  it.each(bodies.map((body) => [body.kind, 'content' in body ? body.content.type : '', body] as const))(
    '[ER7] of the kind %s %s leaves nothing of the customer, and still an entry',
    (_kind, _type, body) => {
      const entry = { ...stamp, ...body } as Entry;
      expect(JSON.stringify(entry)).toMatch(/Garden|anouk/);
      const erased = eraseEntry(entry);
      expect(JSON.stringify(erased)).not.toMatch(/Garden|anouk|PT/);
      expect(erased).toMatchObject({ ...stamp, kind: body.kind, erased: true });
      expect(v.parse(Entry, erased)).toEqual(erased);
    },
  );

  it('[ER7] keeps what the state is made of', () => {
    const says = {
      ...stamp,
      kind: 'message.sent',
      content: { type: 'text', text: SECRET },
      basedOn: 2,
      fallback: true,
    } as Entry;
    expect(eraseEntry(says)).toMatchObject({ basedOn: 2, fallback: true });
    const rates = { ...stamp, kind: 'survey.answered', rating: 4, comment: SECRET } as Entry;
    expect(eraseEntry(rates)).toMatchObject({ rating: 4 });
  });

  it('[ER7] is refused for a kind that only a newer version knows', () => {
    expect(() => eraseEntry({ ...stamp, kind: 'voice.sent', words: SECRET } as unknown as Entry)).toThrow(
      'newer version',
    );
  });
});
