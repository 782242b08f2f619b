import type { Cart } from '../../protocol/cart.ts';
import type { Chat } from '../store.ts';
import { isClosed } from '../thread-model.ts';
import { readCart } from './read-cart.ts';

/**
 * [WI50–WI53] Keeps the latest cart until there is an open conversation, then tells it of each distinct snapshot once.
 * @returns takes a snapshot, and answers it as it was read; an unusable one is named to the page
 */
export function createReporter(chat: Chat): (value: unknown) => Cart | undefined {
  let latest: Cart | undefined;
  let snapshot = '';
  let told = '';

  function flush(): void {
    const { timeline } = chat.client().state();
    if (!latest || !timeline || isClosed(timeline) || told === timeline.conversation + snapshot) return;
    told = timeline.conversation + snapshot;
    chat.client().send({ type: 'cart.report', cart: latest });
  }
  chat.subscribe(flush);

  return (value) => {
    const cart = readCart(value);
    if (!cart) {
      chat.host.emit('error', { code: 'invalid', message: 'The cart does not have the expected form.' });
      return undefined;
    }
    const next = JSON.stringify(cart);
    if (next === snapshot) return latest;
    snapshot = next;
    latest = cart;
    chat.setShop({ ...chat.get().shop, cart });
    chat.host.emit('cart', { lines: cart.lines.length });
    flush();
    return latest;
  };
}
