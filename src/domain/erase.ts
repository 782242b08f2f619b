import type { CartEntryLine, Entry, EntryBody, EntryKind } from '../protocol/entries.ts';
import type { Conversation } from './conversation.ts';
import { isReadable } from './forms.ts';

/** What stands where words were: short, in no language, and still a text. */
export const ERASED_TEXT = '–';
/** Under a domain that can never exist. */
export const ERASED_EMAIL = 'erased@erased.invalid';

type BodyOf<K extends EntryKind> = Extract<EntryBody, { kind: K }>;
type Erase<K extends EntryKind> = (entry: BodyOf<K>) => Omit<BodyOf<K>, 'kind'>;

const withoutNames = ({ name: _, variant: __, ...line }: CartEntryLine): CartEntryLine => line;

type CartChange = BodyOf<'cart.added'> | BodyOf<'cart.removed'> | BodyOf<'cart.updated'>;
const cartChange = ({ line, previousQuantity, subtotal, currency, lines }: CartChange) => ({
  line: withoutNames(line),
  previousQuantity,
  subtotal,
  currency,
  lines: lines.map(withoutNames),
});

/**
 * What erasing leaves of the body of each kind: `kept` where it holds nothing of the customer, else what the state is
 * made of and what the kind's form asks for. A part that is not named here is gone.
 */
const LEFT: { readonly [K in EntryKind]: 'kept' | Erase<K> } = {
  'conversation.started': ({ channel, locale, emailKnown }) => ({
    channel,
    locale,
    ...(emailKnown !== undefined && { emailKnown }),
  }),
  // Whatever was shown: it was chosen for this person.
  'message.sent': ({ basedOn, fallback }) => ({
    content: { type: 'text', text: ERASED_TEXT },
    ...(basedOn !== undefined && { basedOn }),
    ...(fallback !== undefined && { fallback }),
  }),
  'choice.picked': () => ({ value: ERASED_TEXT, label: ERASED_TEXT }),
  'cart.added': cartChange,
  'cart.removed': cartChange,
  'cart.updated': cartChange,
  'email.requested': 'kept',
  'email.captured': () => ({ email: ERASED_EMAIL }),
  'email.declined': 'kept',
  'handoff.requested': 'kept',
  'handoff.missed': 'kept',
  'handoff.accepted': 'kept',
  'conversation.assigned': 'kept',
  'conversation.unassigned': 'kept',
  'conversation.closed': 'kept',
  'conversation.reopened': 'kept',
  'conversation.archived': 'kept',
  'conversation.unarchived': 'kept',
  'conversation.activated': 'kept',
  'conversation.deactivated': 'kept',
  'conversation.prioritised': 'kept',
  'conversation.deprioritised': 'kept',
  'conversation.moved': 'kept',
  'conversation.topic_set': 'kept',
  'conversation.blocked': 'kept',
  'conversation.unblocked': 'kept',
  'note.added': () => ({ text: ERASED_TEXT }),
  'survey.requested': 'kept',
  'survey.answered': ({ rating }) => ({ rating }),
  // The shop's own code, which the state counts.
  'discount.applied': 'kept',
  'message.delivered_by_email': 'kept',
  'cart.reported': ({ cart }) => ({ cart: { currency: cart.currency, subtotal: 0, lines: [] } }),
  'consent.changed': 'kept',
  'identity.proven': () => ({ clientId: ERASED_TEXT }),
  'instant.answered': () => ({ question: ERASED_TEXT }),
};

/**
 * An entry without anything of the customer: their words and names, and what others wrote to them or about them. Its
 * place, time, kind, author and command stay, and it says `erased`. Erasing twice is erasing once.
 *
 * @throws when the kind is of a newer version, which alone knows what stands in it.
 */
export function eraseEntry(entry: Entry): Entry {
  const { seq, pub, at, v, by, command, kind, erased: _, ...body } = entry;
  if (!isReadable(entry)) throw new Error(`An entry of the kind "${kind}" can only be erased by a newer version.`);
  const left = LEFT[kind] as 'kept' | ((body: object) => object);
  const stamp = { seq, ...(pub !== undefined && { pub }), at, v, by, ...(command !== undefined && { command }) };
  const rest = left === 'kept' ? body : left(body);
  return { ...stamp, kind, ...rest, erased: true } as unknown as Entry;
}

/** The state of an erased log: the same, but for the names in the cart. */
export function eraseState(state: Conversation): Conversation {
  return state.cart ? { ...state, cart: { ...state.cart, lines: state.cart.lines.map(withoutNames) } } : state;
}
