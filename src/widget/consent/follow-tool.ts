import type { Consent } from '../../protocol/primitives.ts';
import type { ConsentSource } from '../../ui/consent-source.ts';
import type { Fields } from './answers.ts';

/** Takes an answer. What reading it throws is named in the console, and counts as 0. */
export type Tell = (read: () => Consent) => void;

/** A tool that asks shoppers for consent, as its makers have documented it. */
export interface ConsentTool {
  /** As its makers write it. */
  readonly name: string;
  /** Whether it stands on the page and can be asked. */
  isThere(page: Fields): boolean;
  /** Events, wherever on the page, with which it may have come. */
  events: readonly string[];
  /** Other ways in which it may come: runs `look` then. */
  attend?(look: () => void, signal: AbortSignal): void;
  /** Tells what has been answered, if anything has, and each change of it. May throw. */
  follow(page: Fields, tell: Tell, signal: AbortSignal): void;
}

/** A tool that is not there by then is named: most pages have theirs within a second or two. */
const PATIENCE_MS = 10_000;

/**
 * Runs at each moment at which the page may have something new: a script has run, the document has been read, the page is
 * complete, or one of these events has come, whether it was dispatched on the window or the document.
 */
export function atNews(look: () => void, events: readonly string[], signal: AbortSignal): void {
  const all = { capture: true, signal };
  // The ends of scripts' loading do not reach the window.
  document.addEventListener('load', look, all);
  for (const name of ['DOMContentLoaded', 'load', ...events]) addEventListener(name, look, all);
}

/**
 * Follows a tool, from when it comes: it may do so later than the chat. Nothing is put on the page for that, and nothing
 * repeats: as long as it is not there, it is looked for after each script that has run.
 */
export function followTool(tool: ConsentTool, report: Parameters<ConsentSource>[0]): () => void {
  const stop = new AbortController();
  const waiting = new AbortController();
  const page = window as unknown as Fields;
  let complained = false;

  function complain(what: string): void {
    if (!complained) console.warn(`Shopbell: ${what} Consent counts as 0.`);
    complained = true;
  }

  function attempt(run: () => void): void {
    if (stop.signal.aborted) return;
    try {
      run();
    } catch (error) {
      complain(`${tool.name} does not answer as it is known to (${error}).`);
      report(0);
    }
  }

  const look = (): void =>
    attempt(() => {
      if (waiting.signal.aborted || !tool.isThere(page)) return;
      waiting.abort();
      tool.follow(page, (read) => attempt(() => report(read())), stop.signal);
    });

  const timer = setTimeout(() => complain(`there is no ${tool.name} on this page so far.`), PATIENCE_MS);
  waiting.signal.addEventListener('abort', () => clearTimeout(timer));
  stop.signal.addEventListener('abort', () => waiting.abort());
  atNews(look, tool.events, waiting.signal);
  tool.attend?.(look, waiting.signal);
  look();
  return () => stop.abort();
}

/** What makes a tool that is asked again after each of its events. */
export const askedAfter = (
  events: readonly string[],
  read: (page: Fields) => Consent,
): Pick<ConsentTool, 'events' | 'follow'> => ({
  events,
  follow(page, tell, signal) {
    const ask = (): void => tell(() => read(page));
    for (const name of events) addEventListener(name, ask, { capture: true, signal });
    ask();
  },
});
