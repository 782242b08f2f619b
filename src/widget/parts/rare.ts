import type { Chat } from '../store.ts';
import { startTracking } from '../track.ts';

const tracking = new WeakMap<Chat, ReturnType<typeof startTracking>>();

/** Commands that few pages use; fetched with the first of them. What is none is named in the console. */
export function rare(chat: Chat, verb: string, [name, properties]: readonly unknown[]): void {
  if (verb !== 'track') {
    console.warn(`Shopbell: there is no command ${verb}`);
    return;
  }
  const track = tracking.get(chat) ?? startTracking(chat);
  tracking.set(chat, track);
  track(name, properties);
}
