import type { Chat, ChatState } from './store.ts';

/**
 * Sees to it that the page is told what happens in the conversation as soon as somebody there listens. What happens
 * while that is being fetched is not lost.
 */
export function tellPage(chat: Chat): void {
  let last = chat.get();
  let tell: ((state: ChatState) => void) | undefined;
  /** States that nobody has looked at yet. */
  let unseen: ChatState[] = [];

  chat.subscribe(() => {
    const before = last;
    last = chat.get();
    if (tell) tell(last);
    else if (unseen[0]) unseen.push(last);
    else if (chat.host.listens()) {
      unseen = [before, last];
      void chat.load('events').then((part) => {
        tell = part?.createEventTeller(chat);
        const states = unseen;
        unseen = [];
        if (tell) states.forEach(tell);
      });
    }
  });
}
