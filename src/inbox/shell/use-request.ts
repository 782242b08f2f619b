import { useState } from 'preact/hooks';
import type { Answer, Refused } from '../session/ask.ts';
import { problemText } from './problem-text.ts';

export interface Request {
  busy: boolean;
  /** Why the last one was refused, in a sentence. */
  problem: string | undefined;
  /** One at a time: while one is under way others are passed over. `heard` may say a refusal in words of its own. */
  run<T>(
    ask: () => Promise<Answer<T>>,
    done: (value: T) => void,
    heard?: (refused: Refused) => string | undefined,
  ): void;
}

/** What a form needs of the request that it sends. */
export function useRequest(): Request {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  return {
    busy,
    problem,
    run(ask, done, heard) {
      if (busy) return;
      setBusy(true);
      setProblem(undefined);
      void ask().then((answer) => {
        setBusy(false);
        if (answer.ok) done(answer.value);
        else setProblem(heard?.(answer) ?? problemText(answer));
      });
    },
  };
}
