import type { Cart, CartLine } from '../protocol/cart.ts';
import type { CartEntryLine, EntryBody } from '../protocol/entries.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { CartState } from './conversation.ts';

type CartChange = Extract<EntryBody, { kind: 'cart.added' | 'cart.removed' | 'cart.updated' }>;

/** So many changes of one snapshot tell the whole cart each; of more only the last does, or they would grow by the square. */
const TOLD_WHOLE = 10;

/**
 * What changed between the cart that the log knows and a snapshot, one entry a line: additions and new quantities in
 * the snapshot's order, then removals. A line is known by its id. Equal carts give nothing, and so do new prices or
 * another currency alone: the next change tells the cart as it is by then.
 */
export function compareCarts(before: CartState | undefined, cart: Cart): CartChange[] {
  const lines = cart.lines.map(entryLine);
  const known = new Map((before?.lines ?? []).map((line) => [line.id, line]));
  const about = { subtotal: cart.subtotal, currency: cart.currency, lines };
  const changes: CartChange[] = [];
  for (const line of lines) {
    const previousQuantity = known.get(line.id)?.quantity ?? 0;
    known.delete(line.id);
    if (previousQuantity === line.quantity) continue;
    const kind = previousQuantity === 0 ? 'cart.added' : 'cart.updated';
    changes.push({ kind, line, previousQuantity, ...about });
  }
  for (const line of known.values()) {
    const gone = { ...line, quantity: 0 };
    changes.push({ kind: 'cart.removed', line: gone, previousQuantity: line.quantity, ...about });
  }
  if (changes.length <= TOLD_WHOLE) return changes;
  return changes.map((change, index) => {
    if (index === changes.length - 1) return change;
    return { ...change, lines: change.line.quantity > 0 ? [change.line] : [] };
  });
}

/** A long product name says little in one line of a log, so it is left out from 41 characters on. */
function entryLine({ id, name, variant, quantity, price }: CartLine): CartEntryLine {
  const short = name.length < LIMITS.productNameLength;
  return { id, ...(short && { name }), ...(variant !== undefined && { variant }), quantity, price };
}
