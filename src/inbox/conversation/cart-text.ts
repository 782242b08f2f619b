import type { CartEntryLine } from '../../protocol/entries.ts';
import { money } from '../../ui/format.ts';
import { LOCALE, type TextKey, t } from '../text.ts';
import type { CartEntry } from './thread-model.ts';

/** What changed: the product's name stands in bold, or `a product` when the log keeps none. */
export function cartChange(entry: CartEntry): { key: TextKey; parts: Readonly<Record<string, string>> } {
  const { line } = entry;
  const name = line.name === undefined ? t('cart.unnamed') : t('cart.name', { name: line.name });
  switch (entry.kind) {
    case 'cart.added':
      return { key: 'cart.added', parts: { name } };
    case 'cart.removed':
      return { key: 'cart.removed', parts: { name } };
    case 'cart.updated':
      return {
        key: 'cart.updated',
        parts: { name, before: String(entry.previousQuantity), after: String(line.quantity) },
      };
  }
}

/** The whole cart after the change: `Subtotal €77.00 · 2 × Mug, 1 × Candle`. */
export function cartSummary(entry: CartEntry): string {
  const subtotal = t('cart.subtotal', { amount: money(LOCALE, entry.subtotal, entry.currency) });
  const lines = entry.lines.map(lineText).join(', ');
  return `${subtotal} · ${lines === '' ? t('cart.empty') : lines}`;
}

function lineText({ name, variant, quantity }: CartEntryLine): string {
  if (name === undefined) return t('cart.line_unnamed', { quantity });
  return t('cart.line', { quantity, name: variant ? t('cart.line_variant', { name, variant }) : name });
}
