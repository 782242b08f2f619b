import type { Chat } from '../store.ts';
import { findPlatform } from './find-platform.ts';

/**
 * Has the cart of the page's shop watched once the server has said whose chat it is. Where no platform is found nothing is
 * fetched. @returns the stop function
 */
export function lookForCart(chat: Chat): () => void {
  let looked = false;
  const look = (): void => {
    if (looked || !chat.get().visitor.settings) return;
    looked = true;
    if (findPlatform(chat.host.options().cartSource)) void chat.load('cart').then((part) => part?.deskOf(chat).look());
  };
  look();
  return chat.subscribe(look);
}
