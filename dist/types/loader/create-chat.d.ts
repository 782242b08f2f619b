import type { OptionsInput } from '../protocol/options.ts';
import type { PageCommands } from '../protocol/page-api.ts';
export type { Cart, CartLine } from '../protocol/cart.ts';
export type { OptionsInput } from '../protocol/options.ts';
export type { Identity, PageEventName, PageEvents, PageListener } from '../protocol/page-api.ts';
/** The verbs of the chat; `init` has happened. */
export type ShopbellChat = Omit<PageCommands, 'init'>;
/**
 * Puts the chat on the page: the same as the script tag and its `init`, without a global function.
 * @param options `api` is the origin of your server, such as `https://chat.example.com`
 */
export declare function createChat(options: OptionsInput & {
    api: string;
}): ShopbellChat;
