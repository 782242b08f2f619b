import type { PageEventName, PageListener } from '../protocol/page-api.js';
import type { ChatOptions } from './create-chat.js';
/** `addToCart` of `add_to_cart`. */
type Camel<N extends string> = N extends `${infer First}_${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : N;
/** A listener for each event: `onAddToCart` hears `add_to_cart`. */
export type ChatHandlers = {
    [N in PageEventName as `on${Capitalize<Camel<N>>}`]?: PageListener<N> | undefined;
};
/** The options of the chat, and what hears its events. */
export type ShopbellChatProps = ChatOptions & ChatHandlers;
export type Handler = (event: never) => void;
/** Props apart: what the chat is told, and who hears of its events, by their names. */
export declare function splitProps(props: ShopbellChatProps): {
    options: ChatOptions;
    handlers: Map<PageEventName, Handler>;
};
/**
 * The options that are not what they were, by value: objects are made anew with each rendering. Those that are gone
 * have no value.
 */
export declare function changesOf(before: ChatOptions, now: ChatOptions): Partial<ChatOptions> | undefined;
export {};
