import { useEffect, useRef } from 'preact/hooks';
import { useTools } from '../shell/context.ts';

/** The signal is renewed so often while somebody writes, and ends after so long without a key. */
const RENEW_MS = 4000;
const PAUSE_MS = 6000;

/** Lets the customer see that somebody writes a reply; a note is never signalled. */
export function useTyping(conversation: string): { wrote(text: string): void; stopped(): void } {
  const { client, now } = useTools();
  const told = useRef(0);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);

  function stopped(): void {
    clearTimeout(pause.current);
    if (told.current === 0) return;
    told.current = 0;
    client.signal({ type: 'typing', conversation, on: false });
  }

  useEffect(() => stopped, [conversation]);

  return {
    stopped,
    wrote(text) {
      if (text === '') return stopped();
      clearTimeout(pause.current);
      pause.current = setTimeout(stopped, PAUSE_MS);
      if (now() - told.current < RENEW_MS) return;
      told.current = now();
      client.signal({ type: 'typing', conversation, on: true });
    },
  };
}
