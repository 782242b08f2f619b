import type { MountWidget, WidgetHandle, WidgetHost } from '../ui/widget-host.ts';

/** What `widget.js` exports for this. */
export type LoadWidget = () => Promise<{ mount: MountWidget }>;

/** The widget behind the launcher: loaded once somebody wants it, asked in order. */
export interface Panel {
  /** Loads and mounts the widget. A failure is forgotten: the next call tries again. */
  mount(): Promise<WidgetHandle>;
  /** Calls the widget as soon as it is there. Of carts only the last one waits. */
  ask(verb: string, args: unknown[]): void;
  /** What is mounted now. */
  handle(): WidgetHandle | undefined;
}

export function createPanel(load: LoadWidget, host: () => WidgetHost, signal: AbortSignal): Panel {
  const waiting = new Map<unknown, [string, unknown[]]>();
  let handle: WidgetHandle | undefined;

  function ask(verb: string, args: unknown[]): void {
    if (!handle) {
      waiting.set(verb === 'cart' ? verb : args, [verb, args]);
      return;
    }
    const act = handle[verb as keyof WidgetHandle] as ((...args: unknown[]) => void) | undefined;
    if (act) act(...args);
    else handle.rare(verb, args);
  }

  signal.addEventListener('abort', () => handle?.destroy());
  return {
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
