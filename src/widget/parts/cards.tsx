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
import { deskOf } from '../cart/desk.ts';
import { codeState } from '../cart/shop-side.ts';
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

/** What an applied code does for this cart, as far as the page or its shop tells of one. */
function whatIsSaved(chat: Chat, words: Words['cards'], percent?: number, told?: number): string {
  const { cart } = chat.get().shop ?? {};
  if (!cart) return words.applied;
  if (cart.lines.length === 0) return words.appliesLater;
  const amount = told ?? (percent && (cart.subtotal * percent) / 100);
  return amount ? fill(words.saves, { amount: money(chat.locale, amount, cart.currency) }) : words.applied;
}

/** How it stands with a code, in the words of its ticket. */
function codeOf(chat: Chat, words: Words['cards'], log: ReadonlySet<string>, code: string, percent?: number) {
  const state = codeState(chat.get().shop, log, code);
  switch (state.at) {
    case 'applied':
      return { applied: whatIsSaved(chat, words, percent, state.saves) };
    case 'later':
      return { applied: words.appliesLater };
    case 'refused':
    case 'failed':
      return { problem: words[state.at] };
    case 'asking':
      return { busy: true };
    case 'open':
      return {};
  }
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
      return <Products products={content.products} locale={locale} words={words} onAdd={deskOf(chat).add} />;
    case 'order':
      return <Order order={content.order} locale={locale} words={words} />;
    case 'image':
      return <Image {...content} url={absolute(chat, content.url)} words={words} />;
    case 'discount': {
      const { code, percent, label } = content;
      return (
        <Ticket
          code={code}
          percent={percent}
          label={label}
          locale={locale}
          words={words}
          {...codeOf(chat, words, applied, code, percent)}
          onApply={() => deskOf(chat).applyDiscount(code)}
        />
      );
    }
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
