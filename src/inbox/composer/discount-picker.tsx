import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Discount } from '../../protocol/rest.ts';
import { useTools } from '../shell/context.ts';
import { useLoad } from '../shell/use-load.ts';
import { t } from '../text.ts';

/** Chooses among the shop's discount codes: only a code that exists can be given. */
export function DiscountPicker({ onPick }: { onPick(discount: Discount): void }) {
  const { rest } = useTools();
  const loaded = useLoad('discounts', () => rest.discounts());
  const discounts = loaded.value?.discounts ?? [];
  const [code, setCode] = useState<string>();
  const chosen = discounts.find((one) => one.code === code) ?? discounts[0];
  const list = useRef<HTMLDivElement>(null);
  const name = useId();

  useEffect(() => list.current?.querySelector('input')?.focus(), [loaded.at]);

  if (!chosen) {
    const text = { loading: 'picker.loading', failed: 'picker.failed', ready: 'picker.no_discounts' } as const;
    return (
      <p class="pop__empty" role="status">
        {t(text[loaded.at])}
      </p>
    );
  }
  return (
    <div class="discounts">
      <p class="discounts__title">{t('picker.discount_title')}</p>
      <div ref={list} role="radiogroup" aria-label={t('picker.discounts')}>
        {discounts.map((discount) => (
          <label key={discount.code} class={`opt${discount === chosen ? ' is-on' : ''}`}>
            <input
              type="radio"
              name={name}
              checked={discount === chosen}
              onChange={() => setCode(discount.code)}
              onKeyDown={(event) => event.key === 'Enter' && onPick(discount)}
            />
            <span class="opt__text">
              <code>{discount.code}</code>
              <small>{describe(discount)}</small>
            </span>
          </label>
        ))}
      </div>
      <div class="modal__actions">
        <button type="button" class="btn btn--primary" onClick={() => onPick(chosen)}>
          {t('picker.insert_button')}
        </button>
      </div>
    </div>
  );
}

/** What a code is worth, in the shop's words or by its percentage. */
export const describe = ({ label, percent }: Discount): string =>
  label ?? (percent === undefined ? '' : t('discount.percent', { percent }));
