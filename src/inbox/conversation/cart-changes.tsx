import { useState } from 'preact/hooks';
import { Icon } from '../shell/icon.tsx';
import { rich, tn } from '../text.ts';
import { cartChange, cartSummary } from './cart-text.ts';
import { bold, LogLine, Time } from './event-line.tsx';
import { type CartEntry, FOLD_FROM } from './thread-model.ts';

/** What the customer did with the cart. Many changes in a minute fold into one line that can be opened. */
export function CartChanges({ entries }: { entries: readonly CartEntry[] }) {
  const folded = entries.length >= FOLD_FROM;
  const [open, setOpen] = useState(false);
  const last = entries.at(-1);
  if (!last) return null;
  return (
    <>
      {folded && (
        <li class="log">
          <Icon name="bag" size={14} />
          <div class="log__text">
            <button type="button" class="log__fold" aria-expanded={open} onClick={() => setOpen(!open)}>
              {tn('cart.changes', entries.length)}
              <Icon name="chevron-down" size={14} />
            </button>
            {!open && <p class="log__more">{cartSummary(last)}</p>}
          </div>
          <Time at={last.at} />
        </li>
      )}
      {(!folded || open) &&
        entries.map((entry) => {
          const { key, parts } = cartChange(entry);
          return (
            <LogLine key={entry.position} icon="bag" at={entry.at}>
              {rich(key, entry.line.name === undefined ? parts : bold(parts))}
              <p class="log__more">{cartSummary(entry)}</p>
            </LogLine>
          );
        })}
    </>
  );
}
