import type { PageEventName, PageListener } from '../protocol/page-api.ts';
import type { ChatOptions } from './create-chat.ts';

/** `addToCart` of `add_to_cart`. */
type Camel<N extends string> = N extends `${infer First}_${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : N;

/** A listener for each event: `onAddToCart` hears `add_to_cart`. */
export type ChatHandlers = { [N in PageEventName as `on${Capitalize<Camel<N>>}`]?: PageListener<N> | undefined };

/** The options of the chat, and what hears its events. */
export type ShopbellChatProps = ChatOptions & ChatHandlers;

export type Handler = (event: never) => void;

/** Props apart: what the chat is told, and who hears of its events, by their names. */
export function splitProps(props: ShopbellChatProps): { options: ChatOptions; handlers: Map<PageEventName, Handler> } {
  const options: Record<string, unknown> = {};
  const handlers = new Map<PageEventName, Handler>();
  for (const [name, value] of Object.entries(props)) {
    if (!/^on[A-Z]/.test(name)) options[name] = value;
    else if (value) handlers.set(eventOf(name), value as Handler);
  }
  return { options: options as ChatOptions, handlers };
}

const eventOf = (prop: string): PageEventName =>
  prop
    .slice(2)
    .replace(/\B[A-Z]/g, '_$&')
    .toLowerCase() as PageEventName;

/**
 * The options that are not what they were, by value: objects are made anew with each rendering. Those that are gone
 * have no value.
 */
export function changesOf(before: ChatOptions, now: ChatOptions): Partial<ChatOptions> | undefined {
  const changed = [...new Set([...names(before), ...names(now)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]),
  );
  return changed.length > 0 ? Object.fromEntries(changed.map((name) => [name, now[name]])) : undefined;
}

const names = (options: ChatOptions): (keyof ChatOptions)[] => Object.keys(options) as (keyof ChatOptions)[];
