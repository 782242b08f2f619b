import type { Options } from '../protocol/options.ts';
import type { PageEventName, PageEvents } from '../protocol/page-api.ts';
import type { Page } from './parts/outside.ts';

type Listener = (event: never) => void;
type Outside = typeof import('./parts/outside.ts');

/** What the widget tells the page. A listener that throws does not stop the others. */
export interface Events {
  on(name: string, listener: Listener): () => void;
  off(name: string, listener: Listener): void;
  /** Whether somebody hears what happens in a conversation. */
  listens(): boolean;
  emit<N extends PageEventName>(name: N, payload: Omit<PageEvents[N], 'id' | 'timestamp'>): void;
}

/** What the conversation brings about, other than by a click of the shopper. */
const TALK = /^(message|email|survey|handoff|connection|error)/;

/**
 * @param options say whether events are also pushed to `window.dataLayer`, asked each time
 * @param loadOutside fetches what tells those who do not listen by command
 * @param signal ends what that part watches
 */
export function createEvents(options: () => Options, loadOutside: () => Promise<Outside>, signal: AbortSignal): Events {
  let listeners: [string, Listener][] = [];
  let count = 0;
  let complained = '';
  const page = window as Page;

  const off = (name: string, listener: Listener): void => {
    listeners = listeners.filter((one) => one[0] !== name || one[1] !== listener);
  };
  return {
    off,
    listens: () =>
      options().dataLayer || !!page.hd_Conversation_Transferred || listeners.some(([name]) => TALK.test(name)),
    on(name, listener) {
      listeners.push([name, listener]);
      return () => off(name, listener);
    },
    emit(name, payload) {
      const timestamp = Date.now();
      const event = { ...payload, timestamp, id: `${timestamp}-${++count}` };
      // Whoever looks into a page that nobody wrote a listener for finds each trouble in the console, once.
      const { message } = payload as { message?: string };
      if (message && !complained.includes(message)) console.warn(`Shopbell: ${message}`);
      complained += message;
      // They hear of everything in order: each waits for the same file. What counts is what was allowed when it happened.
      const now = options();
      if (now.dataLayer || page.hdOnWidgetStateChange || page.hd_Conversation_Transferred)
        loadOutside().then(
          ({ tellOutside }) => tellOutside(page, name, event, options, signal, now),
          (error) => reportError(error),
        );
      for (const [wanted, listener] of listeners) {
        try {
          if (wanted === name) listener(event as never);
        } catch (error) {
          reportError(error);
        }
      }
    },
  };
}
