import {
  type ForwardRefExoticComponent,
  forwardRef,
  type RefAttributes,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react';
import type { PageEventName } from '../protocol/page-api.ts';
import { type Chat, type ChatOptions, createChat } from './create-chat.ts';
import { changesOf, type Handler, type ShopbellChatProps, splitProps } from './react-props.ts';

export type { ChatHandlers, ShopbellChatProps } from './react-props.ts';

/** A chat, and what it has been told. */
interface Told {
  chat: Chat;
  options: ChatOptions;
  /** Ends of listening, by event. */
  ends: Map<PageEventName, () => void>;
  /** Nobody wants it any more, unless somebody does at once. */
  leaving: boolean;
}

/** Servers have no layout, and React says so for each one. */
const useBrowserEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * The chat as a component: there while it is mounted, as its props say, heard by its `on…` handlers. It draws nothing
 * where it stands; the chat has an element of its own at the end of the page. The `ref` has the chat's verbs.
 *
 * Another `api` or `shop` is another chat. Who the shopper is follows `clientId` and `clientToken`: without them, or with
 * another's, the one before is logged out.
 */
export const ShopbellChat: ForwardRefExoticComponent<ShopbellChatProps & RefAttributes<Chat>> = forwardRef(
  function ShopbellChat(props: ShopbellChatProps, ref) {
    const { options, handlers } = splitProps(props);
    const { api, shop } = options;
    const told = useRef<Told>(null);
    const heard = useRef(handlers);

    // Other options reach the chat that is there.
    useBrowserEffect(() => {
      const last = told.current;
      const isSame = last?.leaving && last.options.api === api && last.options.shop === shop;
      const now = isSame ? last : { chat: createChat(options), options, ends: new Map(), leaving: false };
      told.current = now;
      now.leaving = false;
      return () => {
        now.leaving = true;
        // StrictMode takes every component off and puts it back in one go: that is no reason for another chat.
        queueMicrotask(() => {
          if (!now.leaving) return;
          now.chat.destroy();
          if (told.current === now) told.current = null;
        });
      };
    }, [api, shop]);

    useBrowserEffect(() => {
      const now = told.current!;
      heard.current = handlers;
      listen(now, handlers, heard);
      tell(now, options);
    });

    useImperativeHandle(ref, () => told.current!.chat, [api, shop]);
    return null;
  },
);

/** One listener for each event that somebody hears, as long as somebody does; it asks for today's handler. */
function listen(
  { chat, ends }: Told,
  handlers: ReadonlyMap<PageEventName, Handler>,
  heard: { readonly current: ReadonlyMap<PageEventName, Handler> },
): void {
  for (const [event, end] of ends) {
    if (handlers.has(event)) continue;
    end();
    ends.delete(event);
  }
  for (const event of handlers.keys()) {
    if (!ends.has(event))
      ends.set(
        event,
        chat.on(event, (payload) => heard.current.get(event)?.(payload as never)),
      );
  }
}

/** Tells the chat what is not as it was. */
function tell(now: Told, options: ChatOptions): void {
  const { chat, options: before } = now;
  const changes = changesOf(before, options);
  if (!changes) return;
  now.options = options;
  const { clientId, clientToken } = options;
  if (before.clientId && before.clientId !== clientId) chat.logout();
  chat.update(changes);
  if (clientId && ('clientId' in changes || 'clientToken' in changes)) chat.identify({ clientId, clientToken });
}
