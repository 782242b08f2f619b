import type { CustomerCard } from '../../protocol/rest.ts';
import type { Row } from '../../protocol/rows.ts';
import type { Commerce } from '../commerce/commerce.ts';
import type { Folders, ListedRow } from '../store/folders.ts';
import type { ConversationRow } from '../store/log.ts';

export interface CardParts {
  folders: Pick<Folders, 'ofVisitor' | 'pages'>;
  commerce: Pick<Commerce, 'orders'>;
}

/** What the team sees beside a conversation. */
export async function customerCard(
  { folders, commerce }: CardParts,
  row: Row,
  { row: { shop, id }, visitor }: ListedRow,
): Promise<CustomerCard> {
  const [pages, all, orders] = await Promise.all([
    folders.pages(shop, visitor.id),
    folders.ofVisitor(shop, visitor.id),
    visitor.email ? commerce.orders(shop, visitor.email) : [],
  ]);
  return {
    row,
    reachable: visitor.email !== undefined && !visitor.blocked,
    lastSeenAt: visitor.lastSeenAt,
    ...(visitor.cart && { cart: visitor.cart }),
    pages: pages.map(({ url, title, at }) => ({ url, ...(title && { title }), at })),
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
