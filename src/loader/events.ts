import type { PageEventName, PageEvents } from '../protocol/page-api.ts';

type Listener = (event: never) => void;

/** What the widget tells the page. A listener that throws does not stop the others. */
export interface Events {
  on(name: string, listener: Listener): () => void;
  off(name: string, listener: Listener): void;
  /** Whether somebody hears what happens in a conversation. */
  listens(): boolean;
  emit<N extends PageEventName>(name: N, payload: Omit<PageEvents[N], 'id' | 'timestamp'>): void;
}

/** What pages of older installs are told by, with words for states that differ from the options'. */
interface Page {
  dataLayer?: unknown[];
  hdOnWidgetStateChange?: (state: string) => void;
  hd_Conversation_Transferred?: (transfer: unknown) => void;
}

/** What the conversation brings about, other than by a click of the shopper. */
const TALK = /^(message|email|survey|handoff|connection|error)/;

const LEGACY_STATES: Record<string, string> = { welcome: 'welcome', chat: 'opened', close: 'closed' };

/** @param toDataLayer whether events are also pushed to `window.dataLayer`, asked each time */
export function createEvents(toDataLayer: () => boolean): Events {
  let listeners: [string, Listener][] = [];
  let count = 0;
  const page = window as Page;

  const off = (name: string, listener: Listener): void => {
    listeners = listeners.filter((one) => one[0] !== name || one[1] !== listener);
  };
  return {
    off,
    listens: () => toDataLayer() || !!page.hd_Conversation_Transferred || listeners.some(([name]) => TALK.test(name)),
    on(name, listener) {
      listeners.push([name, listener]);
      return () => off(name, listener);
    },
    emit(name, payload) {
      const timestamp = Date.now();
      const event = { ...payload, timestamp, id: `${timestamp}-${++count}` };
      const { state } = event as { state?: string };
      const told: [string, Listener][] = [
        ...listeners,
        ['state', () => page.hdOnWidgetStateChange?.(LEGACY_STATES[state!]!)],
        ['handoff', () => page.hd_Conversation_Transferred?.(event)],
      ];
      if (toDataLayer()) {
        page.dataLayer ??= [];
        page.dataLayer.push({ ...event, event: `shopbell_${name}` });
      }
      for (const [wanted, listener] of told) {
        try {
          if (wanted === name) listener(event as never);
        } catch (error) {
          reportError(error);
        }
      }
    },
  };
}
