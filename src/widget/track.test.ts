// @vitest-environment happy-dom
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Tracked } from '../protocol/frames.ts';
import { rare } from './parts/rare.ts';
import type { Chat } from './store.ts';
import { readTracked } from './track.ts';

const host = {
  consent: 2,
  options: () => ({ cookieConsent: host.consent }),
  emit: vi.fn(),
  signal: new AbortController().signal,
};
let at = 'online';
let listeners: (() => void)[] = [];
const signal = vi.fn();
const chatOf = () =>
  ({
    host,
    client: () => ({ state: () => ({ connection: { at } }), signal }),
    subscribe: (run: () => void) => listeners.push(run),
  }) as unknown as Chat;

beforeEach(() => {
  vi.useFakeTimers();
  [at, listeners, host.consent] = ['online', [], 2];
  signal.mockClear();
  host.emit.mockClear();
});
afterEach(() => vi.useRealTimers());

describe('what a page tracks', () => {
  it('[WI54] goes out together after two seconds, and of more than twenty only the first', () => {
    const chat = chatOf();
    for (let n = 0; n < 25; n++) rare(chat, 'track', [`event ${n}`, { n }]);
    expect(signal).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2000);
    expect(signal).toHaveBeenCalledOnce();
    const [{ type, events }] = signal.mock.calls[0] as [{ type: string; events: unknown[] }];
    expect(type).toBe('track');
    expect(events).toHaveLength(20);
    expect(events[0]).toEqual({ name: 'event 0', properties: { n: 0 } });
  });

  it('[WI54] is dropped without the consent for it, when it happens and when it would go out', () => {
    const chat = chatOf();
    rare(chat, 'track', ['seen']);
    host.consent = 1;
    rare(chat, 'track', ['hidden']);
    vi.advanceTimersByTime(5000);
    host.consent = 2;
    vi.advanceTimersByTime(5000);
    for (const changed of listeners) changed();
    expect(signal).not.toHaveBeenCalled();
  });

  it('[WI54] waits for a connection', () => {
    const chat = chatOf();
    at = 'connecting';
    rare(chat, 'track', ['early']);
    vi.advanceTimersByTime(5000);
    expect(signal).not.toHaveBeenCalled();
    at = 'online';
    for (const changed of listeners) changed();
    expect(signal).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ events: [{ name: 'early' }] }));
  });

  it.each([
    ['wishlist', { colour: 'red', n: 1, ok: true, gone: null, deep: {}, nan: Number.NaN, long: 'x'.repeat(201) }],
    ['many', Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`k${n}`, n]))],
    ['none', undefined],
    ['text', 'abc'],
  ])('[WI54] is made to fit what the server takes: %s', (name, properties) => {
    expect(v.is(Tracked, readTracked(name, properties))).toBe(true);
  });

  it('[WI54] without a name is told to the page; another command is named in the console', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const chat = chatOf();
    rare(chat, 'track', [{}]);
    expect(host.emit).toHaveBeenCalledWith('error', expect.objectContaining({ code: 'invalid' }));
    rare(chat, 'dance', []);
    expect(warn).toHaveBeenCalledWith('Shopbell: there is no command dance');
  });
});
