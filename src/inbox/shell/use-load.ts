import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../session/ask.ts';

/** `value` stays while a newer answer is on its way, so that a list does not blink while somebody types. */
export type Loaded<T> =
  | { at: 'loading'; value?: T }
  | { at: 'ready'; value: T }
  | { at: 'failed'; code: string; value?: T };

/** Asks when `key` changes, after `delayMs` of quiet; late answers to earlier questions are dropped. */
export function useLoad<T>(key: string, load: () => Promise<Answer<T>>, delayMs = 0): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ at: 'loading' });
  useEffect(() => {
    let current = true;
    setLoaded((before) => ({ at: 'loading', ...(before.value !== undefined && { value: before.value }) }));
    const timer = setTimeout(() => {
      void load().then((answer) => {
        if (!current) return;
        if (answer.ok) setLoaded({ at: 'ready', value: answer.value });
        else setLoaded({ at: 'failed', code: answer.code });
      });
    }, delayMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [key]);
  return loaded;
}
