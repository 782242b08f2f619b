import type { ProductCard } from '../../protocol/content.ts';
import type { Chat } from '../store.ts';
import { type CartSource, type CodeAnswer, type CreateSource, type Snapshot, sameCode } from './cart-source.ts';
import { keepInSession } from './keep-in-session.ts';
import { createReporter } from './reporter.ts';
import type { Asked } from './shop-side.ts';

/** Where the chat and the page's shop deal with each other. */
export interface Desk {
  /** Watches the cart of the platform that the page stands on, if there is one. */
  look(): void;
  /** The page tells its cart itself. From the first readable one on it alone counts. */
  take(cart: unknown): void;
  /** Puts a product into the cart of the shop. @returns whether it is there; where the page has to do it, it is told */
  add(product: ProductCard): boolean | Promise<boolean>;
  /** Has the shop apply a code, or tells the page to. What came of it stands in the chat's state. */
  applyDiscount(code: string): void;
}

const desks = new WeakMap<Chat, Desk>();

/** The one desk of this chat. */
export function deskOf(chat: Chat): Desk {
  const desk = desks.get(chat) ?? createDesk(chat);
  desks.set(chat, desk);
  return desk;
}

function createDesk(chat: Chat): Desk {
  const { host } = chat;
  const report = createReporter(chat);
  /** Codes that wait for something to be put into the cart. */
  const waiting = keepInSession(chat, 'shopbell_codes');
  let byHand = false;
  let complained = false;
  let source: Promise<CartSource | undefined> | undefined;
  let stop: (() => void) | undefined;
  let turn = Promise.resolve();

  const codesThatWait = (): string[] => {
    const kept = waiting.get();
    return Array.isArray(kept) ? kept.filter((code) => typeof code === 'string') : [];
  };
  const wait = (codes: string[]): void => waiting.set(codes.length > 0 ? codes : undefined);

  function note(code: string, at: Asked | undefined): void {
    const { shop } = chat.get();
    chat.setShop({ ...shop, asked: { ...shop?.asked, [code]: at } });
  }

  function complain(error: unknown): void {
    if (complained) return;
    complained = true;
    const message = `The shop’s cart cannot be read or changed: ${error instanceof Error ? error.message : error}`;
    host.emit('error', { code: 'cart_source', message });
  }

  /** What watches the shop's cart on this page. Asked again until something is found: pages come to have it later. */
  function find(): Promise<CartSource | undefined> | undefined {
    if (byHand || host.options().cartSource === 'manual') return undefined;
    source ??= load().then((found) => {
      if (!found) source = undefined;
      return found;
    });
    return source;
  }

  async function load(): Promise<CartSource | undefined> {
    // That part is there where somebody stays, and has looked around already.
    const platform = (await chat.load('tabs'))?.findPlatform(host.options().cartSource);
    const part = platform && (await chat.load(`cart-${platform}`));
    if (!part || byHand || host.signal.aborted) return undefined;
    return begin(part.createSource);
  }

  function begin(create: CreateSource): CartSource | undefined {
    try {
      const made = create({
        currency: () => chat.get().visitor.settings?.currency ?? '',
        complain,
        kept: keepInSession(chat, 'shopbell_cart'),
      });
      stop = made.start((snapshot) => hear(snapshot, made));
      return made;
    } catch (error) {
      complain(error);
      return undefined;
    }
  }

  function hear({ cart, codes }: Snapshot, from: CartSource): void {
    if (byHand) return;
    const read = report(cart);
    if (codes) chat.setShop({ ...chat.get().shop, codes });
    const waited = codesThatWait();
    if (!read?.lines.length || waited.length === 0) return;
    wait([]);
    for (const code of waited) void ask(code, from);
  }

  /** One code after the other: at some shops whoever changes one sends all. */
  function ask(code: string, from: CartSource): Promise<void> {
    note(code, 'asking');
    turn = turn.then(() => askNow(code, from));
    return turn;
  }

  async function askNow(code: string, from: CartSource): Promise<void> {
    const answer: CodeAnswer | 'failed' = await from.applyDiscount!(code).catch((error: unknown) => {
      complain(error);
      return 'failed';
    });
    if (host.signal.aborted) return;
    if (answer === 'empty') {
      wait([...codesThatWait().filter((other) => !sameCode(other, code)), code]);
      note(code, 'later');
    } else if (answer === 'applied') {
      note(code, undefined);
      tellOf(code);
    } else note(code, answer);
  }

  function tellOf(code: string): void {
    host.emit('discount', { code });
    chat.ask({ type: 'discount.apply', code });
  }

  host.signal.addEventListener('abort', () => stop?.());
  for (const code of codesThatWait()) note(code, 'later');

  return {
    look: () => void find(),
    take(cart) {
      if (!report(cart) || byHand) return;
      byHand = true;
      stop?.();
      stop = undefined;
      chat.setShop({ cart: chat.get().shop?.cart });
    },
    add({ id, variantId, title, price, currency }) {
      const wanted = { productId: id, variantId, quantity: 1 };
      const tell = (): true => {
        host.emit('add_to_cart', { ...wanted, name: title, price, currency });
        return true;
      };
      const found = find();
      if (!found) return tell();
      return found.then(async (made) => {
        const adding = byHand ? undefined : made?.add?.(wanted);
        const added = await adding?.catch((error: unknown) => {
          complain(error);
          return false;
        });
        return added === false ? false : tell();
      });
    },
    applyDiscount(code) {
      if (chat.get().shop?.asked?.[code] === 'asking') return;
      const found = find();
      if (!found) return tellOf(code);
      note(code, 'asking');
      void found.then((made) => {
        if (made?.applyDiscount && !byHand) return ask(code, made);
        note(code, undefined);
        return tellOf(code);
      });
    },
  };
}
