import type { OrderCard } from '../../protocol/content.ts';
import type { Tracked } from '../../protocol/frames.ts';
import type { CustomerCard } from '../../protocol/rest.ts';
import { money } from '../../ui/format.ts';
import { topicLabel } from '../conversation/topics.ts';
import { Icon } from '../shell/icon.tsx';
import { RatingFace } from '../shell/rating-face.tsx';
import { routeHref } from '../shell/route.ts';
import { shortAgo, shortDate } from '../shell/times.ts';
import { LOCALE, t, tn } from '../text.ts';

/** Newest pages first; so many are shown. */
const PAGES_SHOWN = 6;
const RATINGS = [1, 2, 3, 4, 5] as const;

interface PagesProps {
  pages: CustomerCard['pages'];
  online: boolean;
  now: number;
}

/** Which pages the customer has looked at, if they agreed to that. */
export function PagesSection({ pages, online, now }: PagesProps) {
  const newest = [...pages].sort((a, b) => b.at - a.at);
  return (
    <section class="section">
      <h3>
        {t('customer.pages')} {pages.length > 0 && <span>{pages.length}</span>}
      </h3>
      {newest.length === 0 && <p class="section__none">{t('customer.no_pages')}</p>}
      <ul>
        {newest.slice(0, PAGES_SHOWN).map((page, index) => (
          <li key={`${page.url} ${page.at}`} class="line">
            {online && index === 0 && <i class="live" aria-hidden="true" />}
            {page.event && <Icon name="bolt" size={16} />}
            <span class="line__name clip" title={page.event ? detailOf(page.event, page.url) : page.url}>
              {page.event?.name ?? page.title ?? pathOf(page.url)}
            </span>
            <time dateTime={new Date(page.at).toISOString()}>{shortAgo(page.at, now)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the page says of an event, and where it was. */
const detailOf = ({ properties = {} }: Tracked, url: string): string =>
  [...Object.entries(properties).map(([name, value]) => `${name}: ${value}`), url].join('\n');

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

const TONES = { placed: '', packed: 'tag--warm', shipped: 'tag--accent', delivered: 'tag--good' } as const;

/** What they bought before. */
export function OrdersSection({ orders }: { orders: readonly OrderCard[] }) {
  const [first] = orders;
  const oneCurrency = orders.every((order) => order.currency === first?.currency);
  const total = orders.reduce((sum, order) => sum + order.total, 0);
  return (
    <section class="section">
      <h3>
        {t('customer.orders')}{' '}
        {first && oneCurrency && (
          <span>{t('customer.orders_total', { amount: money(LOCALE, total, first.currency) })}</span>
        )}
      </h3>
      {orders.length === 0 && <p class="section__none">{t('customer.no_orders')}</p>}
      <ul>
        {orders.map((order) => (
          <li key={order.number} class="line line--order">
            <span class="line__name">
              {order.trackingUrl === undefined ? (
                <b>{t('customer.order', { number: order.number })}</b>
              ) : (
                <a href={order.trackingUrl} target="_blank" rel="noopener noreferrer">
                  {t('customer.order', { number: order.number })}
                </a>
              )}
            </span>
            <span class={`tag ${TONES[order.status]}`}>{t(`order.${order.status}`)}</span>
            <span class="line__amount">{money(LOCALE, order.total, order.currency)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Earlier conversations with the same customer. */
export function PastSection({ conversations, now }: { conversations: CustomerCard['conversations']; now: number }) {
  return (
    <section class="section">
      <h3>
        {t('customer.past')} {conversations.length > 0 && <span>{conversations.length}</span>}
      </h3>
      {conversations.length === 0 && <p class="section__none">{t('customer.no_past')}</p>}
      <ul>
        {conversations.map((past) => (
          <li key={past.conversation} class="line">
            <a class="line__name clip" href={routeHref({ folder: 'closed', conversation: past.conversation })}>
              {past.topics[0] === undefined ? t('topic.none') : topicLabel(past.topics[0])}
            </a>
            <time dateTime={new Date(past.at).toISOString()}>{shortDate(past.at, now)}</time>
            {past.rating !== undefined && (
              <span role="img" aria-label={t('customer.rated', { n: past.rating })}>
                <RatingFace rating={past.rating} filled />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How they rated the conversations so far. */
export function CsatSection({ ratings }: { ratings: readonly number[] }) {
  const average = ratings.reduce((sum, rating) => sum + rating, 0) / Math.max(1, ratings.length);
  const shown = average.toFixed(1);
  return (
    <section class="section">
      <h3>
        {t('customer.csat')} {ratings.length > 0 && <span>{tn('customer.ratings', ratings.length)}</span>}
      </h3>
      {ratings.length === 0 ? (
        <p class="section__none">{t('customer.no_ratings')}</p>
      ) : (
        <div class="csat">
          <span class="csat__number" aria-hidden="true">
            {shown}
          </span>
          <span class="csat__faces" role="img" aria-label={t('customer.average', { n: shown })}>
            {RATINGS.map((rating) => (
              <RatingFace key={rating} rating={rating} filled={rating === Math.round(average)} />
            ))}
          </span>
        </div>
      )}
    </section>
  );
}
