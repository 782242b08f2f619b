import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ProductCard } from '../protocol/content.ts';
import { percent } from './format.ts';
import { Icon } from './icon.tsx';
import { checkIcon, chevronRightIcon } from './icons.ts';
import { money } from './money.ts';

export interface ProductWords {
  /** Name of the row of products. */
  products: string;
  add: string;
  added: string;
  /** Spoken before a struck-through price. */
  was: string;
  next: string;
}

export interface ProductsProps {
  products: readonly ProductCard[];
  locale: string;
  words: ProductWords;
  /** Without it the cards are for looking at only. */
  onAdd?(product: ProductCard): void;
}

/** A row of product cards that scrolls sideways; the page never navigates in place. */
export function Products({ products, locale, words, onAdd }: ProductsProps): JSX.Element {
  const track = useRef<HTMLUListElement>(null);
  const next = () => {
    const list = track.current!;
    const step = list.firstElementChild!.clientWidth + 8;
    const ahead = getComputedStyle(list).direction === 'rtl' ? -step : step;
    const atEnd = Math.abs(list.scrollLeft) + list.clientWidth >= list.scrollWidth - 4;
    if (atEnd) list.scrollTo({ left: 0, behavior: 'smooth' });
    else list.scrollBy({ left: ahead, behavior: 'smooth' });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div class="sb-products" role="group" aria-label={words.products}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard */}
      <ul ref={track} tabIndex={0} aria-label={words.products}>
        {products.map((product) => (
          <Product key={product.id} product={product} locale={locale} words={words} onAdd={onAdd} />
        ))}
      </ul>
      {products.length > 1 && (
        <button type="button" class="sb-next" aria-label={words.next} onClick={next}>
          <Icon path={chevronRightIcon} flip />
        </button>
      )}
    </div>
  );
}

interface OneProps extends Omit<ProductsProps, 'products'> {
  product: ProductCard;
}

function Product({ product, locale, words, onAdd }: OneProps): JSX.Element {
  const [added, setAdded] = useState(false);
  const { title, options, price, compareAt, currency } = product;
  const reduced = compareAt !== undefined && compareAt > price;
  return (
    <li class="sb-product">
      <div class="sb-product-media">
        {product.image && <img src={product.image} alt="" loading="lazy" width="208" height="148" />}
        {reduced && <span class="sb-product-tag">{percent(locale, price / compareAt - 1)}</span>}
      </div>
      <div class="sb-product-body">
        <a class="sb-product-name" href={product.url} target="_blank" rel="noopener" title={title}>
          <bdi>{title}</bdi>
        </a>
        {options && (
          <p class="sb-product-options">
            <bdi>{options}</bdi>
          </p>
        )}
        <p class="sb-product-price">
          <b>{money(locale, price, currency)}</b>
          {reduced && (
            <s>
              <span class="sb-hidden">{words.was} </span>
              {money(locale, compareAt, currency)}
            </s>
          )}
        </p>
        {onAdd && (
          <button
            type="button"
            class={added ? 'sb-add sb-added' : 'sb-add'}
            onClick={() => {
              if (added) return;
              setAdded(true);
              onAdd(product);
            }}
          >
            {added && <Icon path={checkIcon} size={16} />}
            {added ? words.added : words.add}
          </button>
        )}
      </div>
    </li>
  );
}
