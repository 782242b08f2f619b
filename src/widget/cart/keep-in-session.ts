import type { Chat } from '../store.ts';

/** One thing that the session remembers. */
export interface Kept {
  get(): unknown;
  /** Undefined forgets it. */
  set(value: unknown): void;
}

/**
 * Remembers from page to page, under the rule for what is half written: once the chat was started, no longer than the tab, and
 * logging out forgets it.
 */
export function keepInSession(chat: Chat, name: string): Kept {
  let value: unknown;
  let read = false;

  function remember(): void {
    // Where nobody has started a chat there can be nothing, and storage is not even read.
    if (read || !(chat.host.started() || document.cookie.includes('shopbell_'))) return;
    read = true;
    try {
      value = JSON.parse(sessionStorage.getItem(name) ?? 'null') ?? undefined;
    } catch {
      // Forbidden, or spoilt: nothing is known.
    }
  }
  const kept: Kept = {
    get() {
      remember();
      return value;
    },
    set(next) {
      value = next;
      read = true;
      try {
        if (next !== undefined && chat.host.started()) sessionStorage.setItem(name, JSON.stringify(next));
        else sessionStorage.removeItem(name);
      } catch {
        // Full or forbidden: memory has to do.
      }
    },
  };
  // Who is forgotten gets another client.
  let client = chat.client();
  chat.subscribe(() => {
    if (chat.client() === client) return;
    client = chat.client();
    kept.set(undefined);
  });
  return kept;
}
