import type { MountWidget, WidgetHandle, WidgetHost } from '../ui/widget-host.ts';
import { WIDGET_HASH } from './built.ts';
import type { Verified } from './verified.ts';

/** The exports of `widget.js`: `parts` is added by the build, the hash of each part and the parts that it needs. */
interface WidgetModule {
  mount: MountWidget;
  parts: Readonly<Record<string, readonly string[]>>;
}

/** The widget behind the launcher: loaded once somebody wants it, asked in order. */
export interface Panel {
  /** Fetches `widget.js`. */
  load(): Promise<WidgetModule>;
  /** Loads a further part, after the parts that it needs. */
  loadPart(file: string): Promise<unknown>;
  /** Loads and mounts the widget. A failure is forgotten: the next call tries again. */
  mount(): Promise<WidgetHandle>;
  /** Calls the widget as soon as it is there. Of carts only the last one waits. */
  ask(verb: string, args: unknown[]): void;
  /** What is mounted now. */
  handle(): WidgetHandle | undefined;
}

export function createPanel(verified: Verified, host: () => WidgetHost, signal: AbortSignal): Panel {
  const waiting = new Map<unknown, [string, unknown[]]>();
  let handle: WidgetHandle | undefined;

  const load = (): Promise<WidgetModule> => verified('widget.js', WIDGET_HASH) as Promise<WidgetModule>;

  async function loadPart(file: string): Promise<unknown> {
    const [hash, ...needed] = (await load()).parts[file]!;
    await Promise.all(needed.map(loadPart));
    return verified(file, hash!);
  }

  function ask(verb: string, args: unknown[]): void {
    if (!handle) {
      waiting.set(verb === 'cart' ? verb : args, [verb, args]);
      return;
    }
    const act = handle[verb as keyof WidgetHandle] as ((...args: unknown[]) => void) | undefined;
    if (act) act(...args);
    else console.warn(`Shopbell: there is no command ${verb}`);
  }

  signal.addEventListener('abort', () => handle?.destroy());
  return {
    load,
    loadPart,
    ask,
    handle: () => handle,
    async mount() {
      const { mount } = await load();
      signal.throwIfAborted();
      if (!handle) {
        handle = mount(host());
        for (const [verb, args] of waiting.values()) ask(verb, args);
      }
      return handle;
    },
  };
}
