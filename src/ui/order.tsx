import type { JSX } from 'preact';
import type { OrderCard, OrderStatus } from '../protocol/content.ts';
import { counted, type Forms } from './counted.ts';
import { fill, slots } from './fill.ts';
import { shortDate } from './format.ts';
import { hide } from './hide.ts';
import { Icon } from './icon.tsx';
import { checkIcon } from './icons.ts';
import { money } from './money.ts';

export interface OrderWords {
  /** `{number}` stands for the order's number. */
  order: string;
  /** `{date}` stands for a day. */
  arriving: string;
  /** `{n}` and `{total}`. */
  items: Forms;
  track: string;
  /** Spoken after a step that is over. */
  done: string;
  /** Where the order is, in a word or two. */
  status: Record<OrderStatus, string>;
  steps: Record<OrderStatus, string>;
}

const STEPS: readonly OrderStatus[] = ['placed', 'packed', 'shipped', 'delivered'];

/** Where an order is: the answer first, then the way, then what is in it. */
export function Order({ order, locale, words }: { order: OrderCard; locale: string; words: OrderWords }): JSX.Element {
  const now = STEPS.indexOf(order.status);
  const { number } = order;
  return (
    <article class="sb-order" aria-label={fill(words.order, { number })}>
      <div class="sb-order-main">
        <div class="sb-order-top">
          <span>{slots(words.order, { number: <bdi>{number}</bdi> })}</span>
          <span class="sb-pill">{words.status[order.status]}</span>
        </div>
        {order.arriving && order.status !== 'delivered' && (
          <h3>{fill(words.arriving, { date: shortDate(locale, order.arriving) })}</h3>
        )}
        <ol>
          {STEPS.map((step, index) => {
            const over = index < now || order.status === 'delivered';
            const current = index === now && !over;
            return (
              <li
                key={step}
                class={over ? 'is-done' : current ? 'is-now' : ''}
                aria-current={current ? 'step' : undefined}
              >
                <span class="sb-node" aria-hidden="true">
                  {over && <Icon path={checkIcon} size={12} />}
                </span>
                {words.steps[step]}
                {over && <span class="sb-hidden">, {words.done}</span>}
              </li>
            );
          })}
        </ol>
      </div>
      <div class="sb-order-foot">
        <div class="sb-thumbs">
          {order.images.slice(0, 3).map((image, index) => (
            <img key={index} src={image} alt="" width="28" height="28" loading="lazy" onError={hide} />
          ))}
        </div>
        <span>
          {fill(counted(locale, words.items, order.items), { total: money(locale, order.total, order.currency) })}
        </span>
        {order.trackingUrl && (
          <a class="sb-link" href={order.trackingUrl} target="_blank" rel="noopener noreferrer">
            {words.track}
          </a>
        )}
      </div>
    </article>
  );
}
