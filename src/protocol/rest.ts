import * as v from 'valibot';
import { AgentFace } from './author.ts';
import { Cart } from './cart.ts';
import { OrderCard, ProductCard } from './content.ts';
import { WireEntry } from './entries.ts';
import { Claims, Me, Tracked } from './frames.ts';
import { ConversationId, FileId, ShortText, Timestamp, textUpTo, Url } from './primitives.ts';
import { Row } from './rows.ts';

/** RFC 9457; `code` is one of `ERROR_CODES`. */
export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.string(),
  detail: v.optional(v.string()),
  /** When the same request may succeed, where that is known. */
  retryAfterMs: v.optional(v.number()),
});
export type Problem = v.InferOutput<typeof Problem>;

/** `code`: of the second factor, once `totp_required` has asked for it. */
export const SignIn = v.object({ email: textUpTo(254), password: textUpTo(200), code: v.optional(textUpTo(40)) });
export type SignIn = v.InferOutput<typeof SignIn>;

/** `POST`, `GET /api/v1/session`. */
export const Session = v.object({ agent: Me, shop: v.object({ id: v.string(), name: v.string() }) });
export type Session = v.InferOutput<typeof Session>;

/** `GET /api/v1/agents?query=`: colleagues; `assignable` is false for those who may not chat. */
export const AgentList = v.object({
  agents: v.array(v.object({ ...AgentFace.entries, email: v.string(), assignable: v.boolean() })),
});
export type AgentList = v.InferOutput<typeof AgentList>;

/** `GET /api/v1/products?query=`: only those available online. */
export const ProductList = v.object({ products: v.array(ProductCard) });
export type ProductList = v.InferOutput<typeof ProductList>;

export const Discount = v.object({ code: ShortText, percent: v.optional(v.number()), label: v.optional(ShortText) });
export type Discount = v.InferOutput<typeof Discount>;
/** `GET /api/v1/discounts`. */
export const DiscountList = v.object({ discounts: v.array(Discount) });
export type DiscountList = v.InferOutput<typeof DiscountList>;

/** `GET /api/v1/departments`. */
export const DepartmentList = v.object({ departments: v.array(ShortText) });
export type DepartmentList = v.InferOutput<typeof DepartmentList>;

/** `GET /api/v1/conversations?folder=&query=&cursor=`: newest first; a query searches emails, names and texts, capped at 50. */
export const ConversationList = v.object({ conversations: v.array(Row), next: v.optional(v.string()) });
export type ConversationList = v.InferOutput<typeof ConversationList>;

/** `GET /api/v1/conversations/:id`: the row and what the customer card shows. */
export const CustomerCard = v.object({
  row: Row,
  /** Whether replies reach the customer by email once they have left. */
  reachable: v.boolean(),
  lastSeenAt: v.optional(Timestamp),
  /** The customer's id in the shop's own system; `proven` when the shop has vouched for it, else a label. */
  clientId: v.optional(ShortText),
  proven: v.optional(v.boolean()),
  cart: v.optional(Cart),
  /** Who the page says the customer is; nobody has vouched for it. */
  claims: v.optional(Claims),
  /** With `event`: something that the page says they did there. */
  pages: v.array(
    v.object({ url: v.string(), title: v.optional(v.string()), at: Timestamp, event: v.optional(Tracked) }),
  ),
  orders: v.array(OrderCard),
  /** The others of this customer: of all the visitors that a proven person has been, newest first. */
  conversations: v.array(
    v.object({
      conversation: ConversationId,
      at: Timestamp,
      topics: v.array(ShortText),
      rating: v.optional(v.number()),
    }),
  ),
  ratings: v.array(v.number()),
});
export type CustomerCard = v.InferOutput<typeof CustomerCard>;

/** `GET /api/v1/conversations/:id/entries?after=`: at most 100, oldest first. */
export const EntryPage = v.object({ entries: v.array(WireEntry), next: v.optional(v.number()) });
export type EntryPage = v.InferOutput<typeof EntryPage>;

/** `POST /api/v1/files` (the bytes as the body, the name in `X-File-Name`, percent-encoded). */
export const StoredFile = v.object({
  file: FileId,
  type: v.picklist(['image', 'file']),
  url: Url,
  name: ShortText,
  bytes: v.number(),
  width: v.optional(v.number()),
  height: v.optional(v.number()),
});
export type StoredFile = v.InferOutput<typeof StoredFile>;
