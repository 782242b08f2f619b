import { useLayoutEffect, useRef } from 'preact/hooks';
import { FIELD_ID } from '../composer/text-field.tsx';
import { ASSIGN_BUTTON_ID } from '../conversation/assign-menu.tsx';
import { neighbour } from '../list/row-model.ts';
import { useLive, useRow, useTools } from './context.ts';
import { type Shortcut, shortcutFor, takesKeys } from './keys.ts';

/** Listens for keys on the whole page. */
export function useShortcuts(): void {
  const { client, dialog, drafts, route, go } = useTools();
  const { rows } = useLive();
  const row = useRow(route.get().conversation);

  function run(shortcut: Shortcut): void {
    const { folder, conversation, page } = route.get();
    // A page has no conversations to act on.
    if (page && shortcut !== 'search' && shortcut !== 'help') return;
    const write = (tab: 'reply' | 'note'): void => {
      if (conversation === undefined) return;
      drafts.change(conversation, { tab });
      // The tab's field may only just be drawn.
      requestAnimationFrame(() => document.getElementById(FIELD_ID)?.focus());
    };
    const step = (by: 1 | -1): void => {
      const next = neighbour(rows, conversation, by);
      if (next !== undefined) go({ folder, conversation: next });
    };
    const acts: Readonly<Record<Shortcut, () => void>> = {
      next: () => step(1),
      previous: () => step(-1),
      reply: () => write('reply'),
      note: () => write('note'),
      search: () => dialog.set({ kind: 'search' }),
      help: () => dialog.set({ kind: 'shortcuts' }),
      assign: () => document.getElementById(ASSIGN_BUTTON_ID)?.click(),
      close() {
        if (row && row.status !== 'closed') dialog.set({ kind: 'close', conversation: row.conversation });
      },
      priority() {
        if (!row || row.status === 'closed') return;
        const type = row.priority ? 'conversation.deprioritise' : 'conversation.prioritise';
        client.send({ type, conversation: row.conversation });
      },
    };
    acts[shortcut]();
  }

  const latest = useRef(run);
  latest.current = run;
  // Before anything is painted: whoever sees the inbox can use its keys.
  useLayoutEffect(() => {
    const abort = new AbortController();
    document.addEventListener(
      'keydown',
      (event) => {
        const free = dialog.get() === undefined && !takesKeys(document.activeElement);
        const shortcut = shortcutFor(event, free);
        if (shortcut === undefined) return;
        event.preventDefault();
        latest.current(shortcut);
      },
      { signal: abort.signal },
    );
    return () => abort.abort();
  }, [dialog]);
}
