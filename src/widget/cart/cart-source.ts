import type { Cart } from '../../protocol/cart.ts';

/** A discount code that the shop's cart shows as applied. */
export interface AppliedCode {
  code: string;
  /** What it takes off this cart, in major units, where the shop says so. */
  saves?: number;
}

/** The shop's cart as a source has read it. */
export interface Snapshot {
  cart: Cart;
  /** Absent where the source does not see codes. */
  codes?: readonly AppliedCode[];
}

/** A product of the shop's catalogue, by the ids of its platform. */
export interface Wanted {
  productId: string;
  variantId?: string;
  quantity: number;
}

/** `empty`: there is nothing in the cart to apply it to. */
export type CodeAnswer = 'applied' | 'refused' | 'empty';

/** Where the cart of the page's shop is read, and changed where the platform allows that. */
export interface CartSource {
  /**
   * Reports the cart as it is now, once that is known, and after each change.
   * @returns the stop function
   * @throws when the page has not what the source reads
   */
  start(report: (snapshot: Snapshot) => void): () => void;
  /** Resolves to whether the shop took it. Undefined when it is no product of this platform. */
  add?(wanted: Wanted): Promise<boolean> | undefined;
  /** `applied` only once the cart shows it. Rejects when the shop could not be asked. */
  applyDiscount?(code: string): Promise<CodeAnswer>;
}

/** What the chat lends to a source. */
export interface SourceHelp {
  /** Of the chat's shop, for platforms that do not say in what they count. */
  currency(): string;
  /** Names a trouble to the page, once. */
  complain(error: unknown): void;
  /** What the session remembers for this source, from page to page. */
  kept: { get(): unknown; set(value: unknown): void };
}

/** The one export of each source's part. */
export type CreateSource = (help: SourceHelp) => CartSource;

/** Codes are the same in any case: shops write them back in their own. */
export const sameCode = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
