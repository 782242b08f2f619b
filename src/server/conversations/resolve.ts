import type { VisitorCommand } from '../../protocol/commands.ts';
import type { ErrorCode } from '../../protocol/error-codes.ts';
import type { ConversationRow, Log, Stream } from '../store/log.ts';
import type { People, Visitor } from '../store/people.ts';
import type { Sender } from './conversations.ts';

/** What a command is about. `head` is the position that a unit on this stream is decided on. */
export type Target =
  | { at: 'conversation'; row: ConversationRow; visitor?: Visitor }
  /** The visitor's first words: they open a conversation. */
  | { at: 'start'; visitor?: Visitor }
  | { at: 'visitor-log'; head: number; visitor: Visitor }
  /** Nothing to write and nothing wrong: a shopper who has done nothing yet leaves no trace. */
  | { at: 'nowhere' }
  | { at: 'refused'; code: ErrorCode; stream: Stream; head: number };

export interface Lookups {
  people: Pick<People, 'visitor'>;
  log: Pick<Log, 'latest' | 'visitorHead'>;
  /** The row as this process knows it; a stale one shows at the commit. */
  row(shop: string, conversation: string): Promise<ConversationRow | undefined>;
}

type VisitorSender = Extract<Sender, { role: 'visitor' }>;

/** [EN10–EN14] Finds what a shopper's command goes to: what they wrote is never lost because a conversation has closed. */
export async function resolveVisitor(find: Lookups, sender: VisitorSender, command: VisitorCommand): Promise<Target> {
  const { shop } = sender;
  const [visitor, named] = await Promise.all([
    find.people.visitor(shop, sender.visitor),
    command.conversation === undefined ? undefined : find.row(shop, command.conversation),
  ]);
  const ownLog = (): Promise<number> => find.log.visitorHead(shop, sender.visitor);
  const refused = async (code: ErrorCode): Promise<Target> => {
    const stream: Stream = { shop, kind: 'visitor', id: sender.visitor };
    return { at: 'refused', code, stream, head: await ownLog() };
  };

  if (command.type === 'consent.change') {
    return visitor ? { at: 'visitor-log', head: await ownLog(), visitor } : { at: 'nowhere' };
  }
  if (visitor?.blocked) return refused('unavailable');
  if (command.conversation !== undefined && !named) return refused('not_found');
  if (named && named.visitor !== sender.visitor) return refused('forbidden');
  if (named && (named.open || command.type === 'survey.answer')) return { at: 'conversation', row: named, visitor };

  const latest = await find.log.latest(shop, sender.visitor);
  const to = (row: ConversationRow | undefined): Target | undefined => row && { at: 'conversation', row, visitor };
  const open = to(latest?.open ? latest : undefined);
  if (open) return open;

  switch (command.type) {
    case 'message.send':
    case 'choice.pick':
    case 'handoff.request':
      return { at: 'start', visitor };
    case 'email.give':
      return to(named) ?? { at: 'start', visitor };
    case 'email.decline':
    case 'discount.apply':
    case 'survey.answer':
      return to(named ?? latest) ?? refused('not_found');
    case 'cart.report':
      if (!visitor || sameCart(visitor.cart, command.cart)) return { at: 'nowhere' };
      return { at: 'visitor-log', head: await ownLog(), visitor };
  }
}

/** The same snapshot once more is no news. */
function sameCart(before: Visitor['cart'], cart: Visitor['cart']): boolean {
  return JSON.stringify(before) === JSON.stringify(cart);
}
