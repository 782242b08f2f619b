import type { OptionsInput } from '../protocol/options.ts';
import type { PageCommands, PageEventName } from '../protocol/page-api.ts';
import { createBell, type Dispatch } from './bell.ts';

export type { Cart, CartLine } from '../protocol/cart.ts';
export type { OptionsInput } from '../protocol/options.ts';
export type { Identity, PageEventName, PageEvents, PageListener } from '../protocol/page-api.ts';

/** The options of a page, and where its server is. */
export type ChatOptions = OptionsInput & {
  /** Origin of your server, such as `https://chat.example.com`. */
  api: string;
};

/** The verbs of the chat; `init` has happened. */
export type Chat = Omit<PageCommands, 'init'>;

/** Where pages are only written, not shown, there is no chat. */
const nobody: Dispatch = () => undefined;

/**
 * Puts the chat on the page: the same as the script tag and its `init`, without a global function. On a server, where
 * there is no page, nothing happens, and neither do the verbs do anything.
 */
export function createChat(options: ChatOptions): Chat {
  const dispatch = typeof document === 'undefined' ? nobody : createBell(undefined, () => {});
  dispatch('init', options);
  const verb =
    (name: keyof Chat) =>
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
