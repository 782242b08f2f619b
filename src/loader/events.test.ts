// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Options } from '../protocol/options.ts';
import { createEvents } from './events.ts';

const outside = () => import('./parts/outside.ts');
const to = (dataLayer: boolean) => ({ dataLayer }) as Options;
const { signal } = new AbortController();

const page = window as {
  dataLayer?: object[];
  hdOnWidgetStateChange?: (state: string) => void;
  hd_Conversation_Transferred?: (transfer: object) => void;
};
afterEach(() => {
  delete page.dataLayer;
  delete page.hdOnWidgetStateChange;
  delete page.hd_Conversation_Transferred;
});

describe('events for the page', () => {
  it('[LO10] carry an id of their own and a time in ms', () => {
    const events = createEvents(() => to(false), outside, signal);
    const told = vi.fn();
    events.on('unread', told);
    events.emit('unread', { count: 2 });
    events.emit('unread', { count: 2 });
    const [[first], [second]] = told.mock.calls as [[{ id: string; timestamp: number }], [{ id: string }]];
    expect(first).toMatchObject({ count: 2 });
    expect(Math.abs(first.timestamp - Date.now())).toBeLessThan(5000);
    expect(first.id).not.toBe(second.id);
  });

  it('[LO10] reach those who listen, until they stop', () => {
    const events = createEvents(() => to(false), outside, signal);
    const [one, two] = [vi.fn(), vi.fn()];
    const off = events.on('ready', one);
    events.on('ready', two);
    events.emit('ready', {});
    off();
    events.off('ready', two);
    events.emit('ready', {});
    expect(one).toHaveBeenCalledOnce();
    expect(two).toHaveBeenCalledOnce();
  });

  it('[LO10] reach the others when a listener throws', () => {
    vi.stubGlobal('reportError', vi.fn());
    const events = createEvents(() => to(false), outside, signal);
    const told = vi.fn();
    events.on('ready', () => {
      throw new Error('the page’s own mistake');
    });
    events.on('ready', told);
    events.emit('ready', {});
    expect(told).toHaveBeenCalledOnce();
    expect(reportError).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });

  it('[LO11] go to the data layer once each, when the page wants that', async () => {
    let wanted = false;
    const events = createEvents(() => to(wanted), outside, signal);
    events.emit('ready', {});
    expect(page.dataLayer).toBeUndefined();
    wanted = true;
    events.emit('survey', { rating: 5 });
    await vi.waitFor(() => expect(page.dataLayer).toHaveLength(1));
    expect(page.dataLayer).toEqual([expect.objectContaining({ event: 'shopbell_survey', rating: 5 })]);
  });

  it('[LO12] call what pages of older installs define, in their words', async () => {
    page.hdOnWidgetStateChange = vi.fn();
    page.hd_Conversation_Transferred = vi.fn();
    const events = createEvents(() => to(false), outside, signal);
    for (const state of ['welcome', 'chat', 'close'] as const) events.emit('state', { state });
    events.emit('handoff', { channelId: 'web', organizationId: 'demo' });
    await vi.waitFor(() => expect(page.hd_Conversation_Transferred).toHaveBeenCalled());
    expect(vi.mocked(page.hdOnWidgetStateChange).mock.calls).toEqual([['welcome'], ['opened'], ['closed']]);
    expect(page.hd_Conversation_Transferred).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ timestamp: expect.any(Number), channelId: 'web', organizationId: 'demo' }),
    );
  });
});
