import type { Dispatch } from './bell.ts';

/** The global function, before and after the loader has come. */
interface Entrance {
  (...command: unknown[]): unknown;
  /** Commands that wait; each is an array, or the `arguments` of a call. */
  q?: Iterable<unknown>[];
  /** Set by the loader: there is nothing more to load. */
  loaded?: boolean;
}

/** What a page may have put in the function's place: the stub, its array alone, or a placeholder. */
type Found = Partial<Entrance> & { push?: unknown };

/**
 * Takes over the global function `name` and runs what waits in its queue. The queue stays the same array
 * and hands on what is pushed to it, so stubs that pages or tag managers have kept go on working. Where the loader
 * already runs, nothing happens.
 * @param make makes the function that runs commands; it is given what undoes all this
 */
export function takeOver(page: Record<string, unknown>, name: string, make: (undo: () => void) => Dispatch): void {
  const found = page[name] as Found | undefined;
  if (found?.loaded) return;
  const queue = [found, found?.q].find(Array.isArray) ?? [];
  const dispatch = make(() => delete page[name]);
  const run = ([verb, ...args]: Iterable<unknown>): unknown => dispatch(`${verb}`, ...args);
  const live: Entrance = (...command) => run(command);
  live.q = queue;
  live.loaded = true;
  page[name] = live;
  const waiting = queue.splice(0);
  // Where a page has frozen `Array.prototype`, nothing that stands there can be assigned.
  Object.defineProperty(queue, 'push', { value: (...commands: Iterable<unknown>[]) => void commands.map(run) });
  waiting.map(run);
}
