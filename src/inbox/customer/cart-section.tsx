import type { Cart } from '../../protocol/cart.ts';
import type { WireEntry } from '../../protocol/entries.ts';
import { money } from '../../ui/format.ts';
import { latestCart } from '../conversation/thread-model.ts';
import { Icon } from '../shell/icon.tsx';
import { LOCALE, t, tn } from '../text.ts';

/** One line of the cart as the card shows it. */
interface Line {
  id: string;
  name: string;
  variant?: string;
  quantity: number;
  price: number;
  image?: string;
}

/**
 * The cart now: what was loaded, or what the log has told since. The log keeps no pictures and no long names, so those
 * come from the loaded lines.
 */
export function cartNow(
  loaded: Cart | undefined,
  newer: readonly WireEntry[],
): (Omit<Cart, 'lines'> & { lines: Line[] }) | undefined {
  const change = latestCart(newer);
  if (!change) return loaded;
  const known = new Map(loaded?.lines.map((line) => [line.id, line]));
  return {
    currency: change.currency,
    subtotal: change.subtotal,
    lines: change.lines.map((line) => {
      const before = known.get(line.id);
      return { ...before, ...line, name: line.name ?? before?.name ?? t('cart.unnamed') };
    }),
  };
}

/** What lies in the cart, with quantities and the subtotal. */
export function CartSection({ cart: loaded, newer }: { cart: Cart | undefined; newer: readonly WireEntry[] }) {
  const cart = cartNow(loaded, newer);
  const pieces = cart?.lines.reduce((sum, line) => sum + line.quantity, 0) ?? 0;
  return (
    <section class="section">
      <h3>
        {t('customer.cart')} {pieces > 0 && <span>{tn('customer.cart_count', cart?.lines.length ?? 0)}</span>}
      </h3>
      {!cart || pieces === 0 ? (
        <p class="section__none">{t('customer.cart_empty')}</p>
      ) : (
        <>
          <ul>
            {cart.lines.map((line) => (
              <li key={line.id} class="item">
                {line.image === undefined ? (
                  <span class="item__none">
                    <Icon name="bag" size={16} />
                  </span>
                ) : (
                  <img src={line.image} alt="" width={36} height={36} loading="lazy" />
                )}
                <span class="item__text">
                  <span class="clip">{line.name}</span>
                  <small>
                    {line.variant
                      ? t('customer.quantity', { variant: line.variant, n: line.quantity })
                      : t('customer.quantity_only', { n: line.quantity })}
                  </small>
                </span>
                <span class="item__price">{money(LOCALE, line.price * line.quantity, cart.currency)}</span>
              </li>
            ))}
          </ul>
          <p class="sum">
            <span>{t('customer.subtotal')}</span>
            <b>{money(LOCALE, cart.subtotal, cart.currency)}</b>
          </p>
        </>
      )}
    </section>
  );
}
