type Command = (...command: unknown[]) => unknown;

/** The global function of the page, and what apps call on it. */
interface Entrance extends Command {
  q?: unknown[][];
  fromNative?: (text: string) => void;
}
type Page = { Shopbell?: Entrance };

/**
 * Puts `Shopbell.fromNative` on the page. The loader replaces the function with its own, so every function that is put there
 * gets it: an app may speak at any moment.
 * @returns runs a command of the page, also before the loader has come
 */
export function openEntrance(page: Page, fromNative: (text: string) => void, signal: AbortSignal): Command {
  const queue: unknown[][] = [];
  let now: Entrance = Object.assign((...command: unknown[]) => queue.push(command), { q: queue, fromNative });
  Object.defineProperty(page, 'Shopbell', {
    configurable: true,
    get: () => now,
    set(next: Entrance) {
      now = Object.assign(next, { fromNative });
    },
  });
  signal.addEventListener('abort', () => Reflect.deleteProperty(page, 'Shopbell'));
  return (...command) => now(...command);
}
