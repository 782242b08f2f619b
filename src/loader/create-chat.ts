import type { OptionsInput } from '../protocol/options.ts';
import type { PageCommands, PageEventName } from '../protocol/page-api.ts';
import { createBell } from './bell.ts';

export type { Cart, CartLine } from '../protocol/cart.ts';
export type { OptionsInput } from '../protocol/options.ts';
export type { Identity, PageEventName, PageEvents, PageListener } from '../protocol/page-api.ts';

/** The verbs of the chat; `init` has happened. */
export type ShopbellChat = Omit<PageCommands, 'init'>;

/**
 * Puts the chat on the page: the same as the script tag and its `init`, without a global function.
 * @param options `api` is the origin of your server, such as `https://chat.example.com`
 */
export function createChat(options: OptionsInput & { api: string }): ShopbellChat {
  const dispatch = createBell(undefined, () => {});
  dispatch('init', options);
  const verb =
    (name: keyof ShopbellChat) =>
    (...args: unknown[]): void => {
      dispatch(name, ...args);
    };
  return {
    update: verb('update'),
    open: verb('open'),
    close: verb('close'),
    toggle: verb('toggle'),
    show: verb('show'),
    hide: verb('hide'),
    identify: verb('identify'),
    consent: verb('consent'),
    flow: verb('flow'),
    send: verb('send'),
    prefill: verb('prefill'),
    cart: verb('cart'),
    track: verb('track'),
    on(event, listener) {
      dispatch('on', event, listener);
      return () => dispatch('off', event as PageEventName, listener);
    },
    off: verb('off'),
    logout: verb('logout'),
    destroy: verb('destroy'),
  };
}
