// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { VisitorState } from '../client/client-state.ts';
import en from './locales/en.json' with { type: 'json' };
import { leftBehind, shareOutbox } from './shared-outbox.ts';
import { createStorage } from './storage.ts';
import { createFakeHost, startChat } from './testing/fakes.ts';

const KEY = 'shopbell_outbox';
const DRAFT = 'shopbell_draft';
let stop: (() => void) | undefined;

// Until the end of the file: what a chat was fetching when its test ended stays on this machine too.
vi.stubGlobal('fetch', async () => Response.json(en));

afterEach(() => {
  stop?.();
  stop = undefined;
  Reflect.deleteProperty(document, 'prerendering');
  sessionStorage.clear();
  localStorage.clear();
  document.cookie = 'shopbell_visitor=; max-age=0';
});

const items = (...ids: string[]): string =>
  JSON.stringify(ids.map((id) => ({ command: { id, type: 'message.send' }, at: 1, state: { at: 'queued' } })));
const kept = (): string[] =>
  JSON.parse(localStorage.getItem(KEY) ?? '[]').map(({ command }: { command: { id: string } }) => command.id);

/** One of several tabs, as far as storage goes. */
function tab(cookieConsent: 0 | 1 = 1) {
  document.cookie = 'shopbell_visitor=tok';
  const { host, options } = createFakeHost({ cookieConsent });
  const storage = createStorage(host);
  shareOutbox(host, storage);
  return { storage, options };
}

describe('unsent messages of several tabs', () => {
  it('[CL85] stand in one place, where each tab writes and removes its own alone', () => {
    const a = tab();
    const b = tab();
    a.storage.outbox.save(items('a1', 'a2'));
    b.storage.outbox.save(items('b1'));
    expect(kept()).toEqual(['a1', 'a2', 'b1']);
    a.storage.outbox.save(items('a2'));
    expect(kept()).toEqual(['b1', 'a2']);
    a.storage.outbox.clear();
    expect(kept()).toEqual(['b1']);
    b.storage.outbox.clear();
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it('[CL85] go with the visitor and with the consent, all of them', () => {
    const a = tab();
    const b = tab();
    a.storage.outbox.save(items('a1'));
    b.storage.outbox.save(items('b1'));
    b.storage.forget();
    expect(kept()).toEqual([]);
    const c = tab();
    const d = tab();
    c.storage.outbox.save(items('c1'));
    d.storage.outbox.save(items('d1'));
    c.options.cookieConsent = 0;
    c.storage.apply();
    expect(kept()).toEqual([]);
  });

  it('[CL86] are taken up by the next leader when their tab has gone, under their ids and only for their visitor', () => {
    const state = (visitor: string, ...own: string[]) =>
      ({ visitor, outbox: own.map((id) => ({ command: { id } })) }) as unknown as VisitorState;
    const queued = (id: string, visitor?: string, at = 'queued') => ({
      command: { id, type: 'message.send' },
      at: 1,
      visitor,
      state: { at },
    });
    localStorage.setItem(
      KEY,
      JSON.stringify([
        queued('a1', 'v_1'),
        queued('a2'),
        queued('x1', 'v_2'),
        queued('a3', 'v_1', 'failed'),
        queued('b1'),
      ]),
    );
    expect(leftBehind(state('v_1', 'b1')).map(({ id }) => id)).toEqual(['a1', 'a2']);
    localStorage.setItem(KEY, 'spoilt');
    expect(leftBehind(state('v_1'))).toEqual([]);
  });
});

describe('a tab of a known visitor', () => {
  it('[CL87] connects only when its page is looked at: a page that is prepared ahead waits', async () => {
    document.cookie = 'shopbell_visitor=tok';
    Object.defineProperty(document, 'prerendering', { configurable: true, value: true });
    const made = startChat();
    stop = made.stop;
    await vi.waitFor(() => expect(made.loads).toContain('parts/tabs.js'));
    await import('./parts/tabs.ts');
    await new Promise((resolve) => setTimeout(resolve));
    expect(made.client.started).toBe(0);
    document.dispatchEvent(new Event('prerenderingchange'));
    await vi.waitFor(() => expect(made.client.started).toBe(1));
  });

  it('[CL88] keeps what is half written over a reload of the tab, once the chat was started', async () => {
    document.cookie = 'shopbell_visitor=tok';
    const before = startChat();
    await vi.waitFor(() => expect(before.client.started).toBe(1));
    before.started.now = false;
    before.chat.write('Hal');
    expect(sessionStorage.getItem(DRAFT)).toBeNull();
    before.started.now = true;
    before.chat.write('Half a word');
    expect(sessionStorage.getItem(DRAFT)).toBe('Half a word');
    before.stop();
    const after = startChat();
    stop = after.stop;
    await vi.waitFor(() => expect(after.chat.get().text).toBe('Half a word'));
    after.chat.say('Half a word');
    expect(sessionStorage.getItem(DRAFT)).toBeNull();
  });

  it('[CL83] rests while its page sleeps or waits to be gone back to, and connects at once when it is back', async () => {
    document.cookie = 'shopbell_visitor=tok';
    const made = startChat();
    stop = made.stop;
    await vi.waitFor(() => expect(made.client.started).toBe(1));
    const back = new Event('pageshow');
    Object.defineProperty(back, 'persisted', { value: true });
    for (const [gone, again] of [
      [() => dispatchEvent(new Event('pagehide')), () => dispatchEvent(back)],
      [() => document.dispatchEvent(new Event('freeze')), () => document.dispatchEvent(new Event('resume'))],
    ] as const) {
      gone();
      expect(made.client.state().connection.at).toBe('idle');
      again();
      await vi.waitFor(() => expect(made.client.state().connection.at).toBe('online'));
    }
  });
});
