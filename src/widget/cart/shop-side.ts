import type { Cart } from '../../protocol/cart.ts';
import { type AppliedCode, sameCode } from './cart-source.ts';

/** Codes that were asked for and are not in the cart: `later` waits for something to be put there. */
export type Asked = 'asking' | 'refused' | 'failed' | 'later';

/** What the chat knows of the page's shop. */
export interface ShopSide {
  /** Its cart, if the page or a source tells of it. */
  cart?: Cart;
  /** Codes that the cart shows, where a source sees them. */
  codes?: readonly AppliedCode[];
  asked?: Readonly<Record<string, Asked | undefined>>;
}

/** How it stands with one code. */
export type CodeState = { at: 'open' } | { at: Asked } | { at: 'applied'; saves?: number };

/**
 * What a ticket shows of its code. Where the cart is read, the cart alone says what is applied; elsewhere the conversation does.
 * @param log codes that the conversation knows as applied
 */
export function codeState({ codes, asked }: ShopSide = {}, log: ReadonlySet<string>, code: string): CodeState {
  const applied = codes?.find((one) => sameCode(one.code, code));
  if (applied) return { at: 'applied', saves: applied.saves };
  const at = asked?.[code];
  if (at) return { at };
  return { at: !codes && log.has(code) ? 'applied' : 'open' };
}
