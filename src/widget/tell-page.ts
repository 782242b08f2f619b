import type { Chat } from './store.ts';

/**
 * Sees to it that the page is told what happens in the conversation as soon as somebody there listens. What happens
 * while that is being fetched is not lost: it is told from the last state that nobody had to hear of.
 */
export function tellPage(chat: Chat): void {
  let last = chat.get();
  const stop = chat.subscribe(() => {
    if (!chat.host.listens()) {
      last = chat.get();
      return;
    }
    stop();
    void chat.load('events').then((part) => {
      const tell = part?.createEventTeller(chat);
      if (!tell) return;
      tell(last);
      tell(chat.get());
      chat.subscribe(() => tell(chat.get()));
    });
  });
}
