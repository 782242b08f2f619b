import { type ForwardRefExoticComponent, type RefAttributes } from 'react';
import { type Chat } from './create-chat.js';
import { type ShopbellChatProps } from './react-props.js';
export type { ChatHandlers, ShopbellChatProps } from './react-props.js';
/**
 * The chat as a component: there while it is mounted, as its props say, heard by its `on…` handlers. It draws nothing
 * where it stands; the chat has an element of its own at the end of the page. The `ref` has the chat's verbs.
 *
 * Another `api` or `shop` is another chat. Who the shopper is follows `clientId` and `clientToken`: without them, or with
 * another's, the one before is logged out.
 */
export declare const ShopbellChat: ForwardRefExoticComponent<ShopbellChatProps & RefAttributes<Chat>>;
