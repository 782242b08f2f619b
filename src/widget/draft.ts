import type { Chat } from './store.ts';

const DRAFT = 'shopbell_draft';

/**
 * [CL88] What stands in the composer survives a reload of its tab, under the rule for unsent messages: once the chat was
 * started, and no longer than the tab. @returns the stop function
 */
export function keepDraft(chat: Chat): () => void {
  let kept = '';
  const keep = (): void => {
    const { text } = chat.get();
    if (text === kept) return;
    try {
      if (text && chat.host.started()) sessionStorage.setItem(DRAFT, text);
      else sessionStorage.removeItem(DRAFT);
      kept = text;
    } catch {
      // Full or forbidden: memory has to do.
    }
  };
  try {
    const before = sessionStorage.getItem(DRAFT);
    if (before && !chat.get().text) chat.prefill(before);
  } catch {
    // Forbidden.
  }
  keep();
  return chat.subscribe(keep);
}
