import { afterEach, beforeEach, vi } from 'vitest';
import type { NativeIn } from '../../protocol/native.ts';
import { startBridge } from '../native/bridge.ts';

type Run = (...command: unknown[]) => unknown;
type Page = { Shopbell: Run & { fromNative(text: string): void; loaded?: boolean; q?: unknown[][] } };

/** The window, as the page of an app. */
export const page = window as unknown as Page & Record<string, unknown>;

/** A page in an app, with all that was told to the app, and the commands that reached the chat. */
function openAppPage() {
  const told: { type: string; id?: string; replyTo?: string; payload: Record<string, unknown> }[] = [];
  const commands: unknown[][] = [];
  const begin = vi.fn(() => {
    // What the loader does: it puts its own function in the place of the one that waits.
    const waiting = page.Shopbell.q ?? [];
    page.Shopbell = Object.assign((...command: unknown[]) => void commands.push(command), { loaded: true }) as never;
    for (const command of waiting) page.Shopbell(...command);
  });
  const posted: [string, object][] = [];
  const answers: number[] = [];
  const post = async (path: string, body: object) => {
    posted.push([path, body]);
    return answers.shift() ?? 204;
  };
  const app = { post: (text: string) => void told.push(JSON.parse(text)), listen: () => undefined };
  const end = new AbortController();
  startBridge({ page: window as never, app, sdk: '1.2.3', shop: 'demo', post, begin, signal: end.signal });
  return {
    begin,
    posted,
    answers,
    told,
    stop: () => end.abort(),
    of: (type: string) => told.filter((message) => message.type === type).map(({ payload }) => payload),
    commands: () => commands.filter(([verb]) => verb !== 'on'),
    say: <T extends keyof NativeIn>(type: T, payload: NativeIn[T], marks: object = {}) =>
      page.Shopbell.fromNative(JSON.stringify({ shopbell: 1, type, payload, ...marks })),
    /** An event of the chat. */
    happen: (name: string, event: object) => {
      for (const [verb, wanted, listener] of commands) if (verb === 'on' && wanted === name) (listener as Run)(event);
    },
  };
}
type AppPage = ReturnType<typeof openAppPage>;

/** For each test of a file a clock of its own and a silent console. Gives what opens its page; after it that is gone. */
export function useAppPage(): () => AppPage {
  let opened: AppPage | undefined;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => {
    opened?.stop();
    opened = undefined;
    vi.useRealTimers();
    vi.restoreAllMocks();
    document.body.replaceChildren();
    delete page.__SHOPBELL_NATIVE__;
    document.cookie = 'shopbell_visitor=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT';
  });
  return () => {
    opened = openAppPage();
    return opened;
  };
}
