import type { OptionsInput } from '../protocol/options.js';
import type { PageCommands } from '../protocol/page-api.js';
export type { Cart, CartLine } from '../protocol/cart.js';
export type { OptionsInput } from '../protocol/options.js';
export type { Identity, PageEventName, PageEvents, PageListener } from '../protocol/page-api.js';
/** The options of a page, and where its server is. */
export type ChatOptions = OptionsInput & {
    /** Origin of your server, such as `https://chat.example.com`. */
    api: string;
};
/** The verbs of the chat; `init` has happened. */
export type Chat = Omit<PageCommands, 'init'>;
/**
 * Puts the chat on the page: the same as the script tag and its `init`, without a global function. On a server, where
 * there is no page, nothing happens, and neither do the verbs do anything.
 */
export declare function createChat(options: ChatOptions): Chat;
