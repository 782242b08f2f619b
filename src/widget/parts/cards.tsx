import type { JSX } from 'preact';
import type { Content } from '../../protocol/content.ts';
import cards from '../../ui/cards.css?inline';
import { fill, slots } from '../../ui/fill.ts';
import { Icon } from '../../ui/icon.tsx';
import { fileIcon } from '../../ui/icons.ts';
import { Image } from '../../ui/image.tsx';
import { money } from '../../ui/money.ts';
import { Order } from '../../ui/order.tsx';
import { Products } from '../../ui/products.tsx';
import { Ticket } from '../../ui/ticket.tsx';
import { MORE_STYLES } from '../more-styles.ts';
import type { Chat } from '../store.ts';
import own from '../styles/cards.css?inline';
import { isWhole } from '../whole-card.ts';
import type { Words } from '../words.ts';

export interface CardsProps {
  content: Exclude<Content, { type: 'text' | 'choices' }>;
  /** Codes that the shopper has applied. */
  applied: ReadonlySet<string>;
  /** Who sends it, spoken first. */
  by: string;
}

function Cards({ chat, words, content, applied, by }: CardsProps & { chat: Chat; words: Words }): JSX.Element | null {
  if (!isWhole(content)) return null;
  return (
    <div class="card">
      <span class="sb-hidden">{by}: </span>
      <Card chat={chat} words={words} content={content} applied={applied} />
    </div>
  );
}

/** Files of the shop stand on the chat's own server. */
const absolute = (chat: Chat, url: string): string => new URL(url, `${chat.host.api}/`).href;

/** What an applied code does for this cart, as far as the page tells of one. */
function whatIsSaved(chat: Chat, words: Words['cards'], percent?: number): string {
  const { cart } = chat.get();
  if (!cart) return words.applied;
  if (cart.lines.length === 0) return words.appliesLater;
  if (!percent) return words.applied;
  return fill(words.saves, { amount: money(chat.locale, (cart.subtotal * percent) / 100, cart.currency) });
}

function Card({
  chat,
  words: all,
  content,
  applied,
}: Omit<CardsProps, 'by'> & { chat: Chat; words: Words }): JSX.Element {
  const { locale } = chat;
  const words = all.cards;
  switch (content.type) {
    case 'products':
      return (
        <Products
          products={content.products}
          locale={locale}
          words={words}
          onAdd={({ id, variantId, title, price, currency }) =>
            chat.host.emit('add_to_cart', { productId: id, variantId, quantity: 1, name: title, price, currency })
          }
        />
      );
    case 'order':
      return <Order order={content.order} locale={locale} words={words} />;
    case 'image':
      return <Image {...content} url={absolute(chat, content.url)} words={words} />;
    case 'discount':
      return (
        <Ticket
          code={content.code}
          percent={content.percent}
          label={content.label}
          locale={locale}
          applied={applied.has(content.code)}
          words={{ ...words, applied: whatIsSaved(chat, words, content.percent) }}
          onApply={() => chat.applyDiscount(content.code)}
        />
      );
    case 'file':
      return (
        <a
          class="file"
          href={absolute(chat, content.url)}
          target="_blank"
          rel="noopener noreferrer"
          download={content.name}
        >
          <Icon path={fileIcon} />
          <span>{slots(words.file, { name: <bdi>{content.name}</bdi> })}</span>
        </a>
      );
  }
}

/** What a message holds besides words. */
export const css = MORE_STYLES + cards + own;
export const views = { card: Cards };
