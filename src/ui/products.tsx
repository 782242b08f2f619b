import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ProductCard } from '../protocol/content.ts';
import { percent } from './format.ts';
import { hide } from './hide.ts';
import { Icon } from './icon.tsx';
import { bagIcon, checkIcon, chevronRightIcon } from './icons.ts';
import { money } from './money.ts';

export interface ProductWords {
  /** Name of the row of products. */
  products: string;
  add: string;
  added: string;
  /** The shop did not take it. */
  notAdded: string;
  /** Spoken before a struck-through price. */
  was: string;
  next: string;
}

export interface ProductsProps {
  products: readonly ProductCard[];
  locale: string;
  words: ProductWords;
  /** Says whether it is in the cart. Without it the cards are for looking at only. */
  onAdd?(product: ProductCard): boolean | Promise<boolean>;
}

/** Between two cards. */
const GAP_PX = 8;

/** A row of product cards that scrolls sideways, by finger, by arrow keys and for a mouse by a button; the page never navigates in place. */
export function Products({ products, locale, words, onAdd }: ProductsProps): JSX.Element {
  const track = useRef<HTMLUListElement>(null);
  const fromRight = (): boolean => getComputedStyle(track.current!).direction === 'rtl';
  /** Moves by a whole card, towards the end or back. */
  const move = (ahead: boolean): void => {
    const { firstElementChild } = track.current!;
    track.current!.scrollBy({ left: (firstElementChild!.clientWidth + GAP_PX) * (ahead === fromRight() ? -1 : 1) });
  };
  const next = (): void => {
    const { scrollLeft, clientWidth, scrollWidth } = track.current!;
    if (Math.abs(scrollLeft) + clientWidth < scrollWidth - 4) move(true);
    else track.current!.scrollTo({ left: 0 });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const right = event.key === 'ArrowRight';
    if (event.target !== track.current || !(right || event.key === 'ArrowLeft')) return;
    event.preventDefault();
    move(right !== fromRight());
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div class="sb-products" role="group" aria-label={words.products}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard */}
      <ul ref={track} tabIndex={0} aria-label={words.products} onKeyDown={onKeyDown}>
        {products.map((product) => (
          <Product key={product.id} product={product} locale={locale} words={words} onAdd={onAdd} />
        ))}
      </ul>
      {products.length > 1 && (
        // The keyboard has the arrow keys, and screen readers the list.
        <button type="button" class="sb-next" tabIndex={-1} aria-hidden="true" title={words.next} onClick={next}>
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
  const [state, setState] = useState<'open' | 'adding' | 'added' | 'failed'>('open');
  const added = state === 'added';
  const { title, options, price, compareAt, currency } = product;
  const reduced = compareAt !== undefined && compareAt > price;
  return (
    <li class="sb-product">
      <div class="sb-product-media">
        <Icon path={bagIcon} size={28} />
        {product.image && <img src={product.image} alt="" loading="lazy" width="208" height="148" onError={hide} />}
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
            aria-busy={state === 'adding'}
            onClick={() => {
              if (added || state === 'adding') return;
              const settle = (taken: boolean): void => setState(taken ? 'added' : 'failed');
              const adding = onAdd(product);
              if (typeof adding === 'boolean') return settle(adding);
              setState('adding');
              void adding.then(settle);
            }}
          >
            {added && <Icon path={checkIcon} size={16} />}
            {added ? words.added : words.add}
          </button>
        )}
        {state === 'failed' && (
          <p class="sb-problem" role="status">
            {words.notAdded}
          </p>
        )}
      </div>
    </li>
  );
}
