import type { CustomerCard } from '../../protocol/rest.ts';
import type { Row } from '../../protocol/rows.ts';
import type { Commerce } from '../commerce/commerce.ts';
import type { Folders, ListedRow } from '../store/folders.ts';
import type { Identities } from '../store/identities.ts';
import type { ConversationRow } from '../store/log.ts';
import type { Visitor } from '../store/people.ts';

export interface CardParts {
  folders: Pick<Folders, 'ofVisitor' | 'pages'>;
  identities: Pick<Identities, 'visitorsOf'>;
  commerce: Pick<Commerce, 'orders'>;
}

/** What the team sees beside a conversation. */
export async function customerCard(
  { folders, identities, commerce }: CardParts,
  row: Row,
  { row: { shop, id }, visitor }: ListedRow,
): Promise<CustomerCard> {
  /** A person whom the shop has vouched for may have been several visitors; a label joins nobody. */
  async function conversationsOf({ id: own, proven, clientId }: Visitor): Promise<ConversationRow[]> {
    if (!proven || clientId === undefined) return folders.ofVisitor(shop, own);
    const visitors = new Set([own, ...(await identities.visitorsOf(shop, clientId))]);
    const found = await Promise.all([...visitors].map((one) => folders.ofVisitor(shop, one)));
    return found.flat().sort((a, b) => b.lastAt - a.lastAt);
  }

  const [pages, all, orders] = await Promise.all([
    folders.pages(shop, visitor.id),
    conversationsOf(visitor),
    visitor.email ? commerce.orders(shop, visitor.email) : [],
  ]);
  return {
    row,
    reachable: visitor.email !== undefined && !visitor.blocked,
    lastSeenAt: visitor.lastSeenAt,
    ...(visitor.clientId !== undefined && { clientId: visitor.clientId, proven: visitor.proven === true }),
    ...(visitor.cart && { cart: visitor.cart }),
    ...(visitor.claims && { claims: visitor.claims }),
    pages: pages.map(({ url, title, at, event }) => ({ url, ...(title && { title }), at, ...(event && { event }) })),
    orders,
    conversations: all
      .filter((one) => one.id !== id)
      .map((one) => ({
        conversation: one.id,
        at: one.lastAt,
        topics: one.state.topics,
        ...withRating(one),
      })),
    ratings: all.map(ratingOf).filter((rating) => rating !== undefined),
  };
}

const ratingOf = ({ state: { survey } }: ConversationRow): number | undefined =>
  survey.at === 'answered' ? survey.rating : undefined;

function withRating(row: ConversationRow): { rating?: number } {
  const rating = ratingOf(row);
  return rating === undefined ? {} : { rating };
}
