import { useEffect, useRef } from 'preact/hooks';
import type { TimelineState } from '../../client/client-state.ts';
import { useTools } from '../shell/context.ts';

/** Tells how far this person has read, once for each new head, and only while the page is really in view. */
export function useMarkRead(timeline: TimelineState | undefined): void {
  const { client } = useTools();
  const told = useRef('');
  const conversation = timeline?.conversation;
  const head = timeline?.entries.at(-1)?.position ?? 0;

  useEffect(() => {
    if (conversation === undefined || head === 0) return;
    const tell = (): void => {
      const mark = `${conversation} ${head}`;
      if (document.visibilityState !== 'visible' || told.current === mark) return;
      told.current = mark;
      client.signal({ type: 'read', conversation, position: head });
    };
    tell();
    const abort = new AbortController();
    document.addEventListener('visibilitychange', tell, { signal: abort.signal });
    return () => abort.abort();
  }, [conversation, head]);
}
