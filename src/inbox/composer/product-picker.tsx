import { useState } from 'preact/hooks';
import type { ProductCard } from '../../protocol/content.ts';
import { money } from '../../ui/format.ts';
import { useTools } from '../shell/context.ts';
import { SearchList } from '../shell/search-list.tsx';
import { useLoad } from '../shell/use-load.ts';
import { LOCALE, t } from '../text.ts';

const TYPING_PAUSE_MS = 150;

/** Searches the products that are available online; the server offers no others. */
export function ProductPicker({ onPick }: { onPick(product: ProductCard, more: boolean): void }) {
  const { rest } = useTools();
  const [query, setQuery] = useState('');
  const found = useLoad(query, () => rest.products(query.trim()), query === '' ? 0 : TYPING_PAUSE_MS);
  return (
    <>
      <SearchList
        field={t('picker.search_products')}
        list={t('picker.products')}
        options={found.value?.products ?? []}
        keyOf={(product) => product.id}
        onQuery={setQuery}
        onPick={onPick}
        empty={t(
          found.at === 'loading' ? 'picker.loading' : found.at === 'failed' ? 'picker.failed' : 'picker.no_products',
        )}
        draw={(product) => (
          <>
            {product.image && (
              <img class="opt__image" src={product.image} alt="" width={40} height={40} loading="lazy" />
            )}
            <span class="opt__text">
              <span class="opt__name clip">{product.title}</span>
              {product.options !== undefined && <small class="clip">{product.options}</small>}
            </span>
            <span class="opt__price">{money(LOCALE, product.price, product.currency)}</span>
          </>
        )}
      />
      <p class="pop__foot" aria-hidden="true">
        <span>
          <kbd class="key">↵</kbd> {t('picker.insert')}
        </span>
        <span>
          <kbd class="key">⇧ ↵</kbd> {t('picker.insert_more')}
        </span>
      </p>
    </>
  );
}
