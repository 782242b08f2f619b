// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Cart } from '../protocol/cart.ts';
import { log, startChat, text, timeline } from './testing/fakes.ts';

let stop: (() => void) | undefined;

/** A chat that has been opened and has loaded what it needs of the page. */
async function connected(change: Parameters<typeof startChat>[0] = {}) {
  const made = startChat(change);
  stop = made.stop;
  made.chat.open();
  made.chat.cart(undefined);
  await vi.waitFor(() => expect(made.told.some(([name]) => name === 'error')).toBe(true));
  await vi.waitFor(() => expect(made.told.some(([name]) => name === 'connection')).toBe(true));
  made.told.length = 0;
  const of = (name: string) => made.told.filter(([told]) => told === name).map(([, payload]) => payload);
  return { ...made, of };
}

afterEach(() => {
  stop?.();
  stop = undefined;
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Carts are taken in turn, by a part that is there by now. */
const reported = (_: void): Promise<void> => vi.dynamicImportSettled();

const cart = (quantity: number): Cart => ({
  currency: 'EUR',
  subtotal: quantity * 24,
  lines: [{ id: 'mug', name: 'Mug', quantity, price: 24 }],
});

describe('cart', () => {
  it('[WI50] keeps the latest cart in memory until there is a conversation', async () => {
    const { chat, client, of } = await connected();
    await reported(chat.cart(cart(1)));
    await reported(chat.cart(cart(2)));
    expect(client.sent).toEqual([]);
    expect(of('cart')).toEqual([{ lines: 1 }, { lines: 1 }]);
    client.become({ timeline: timeline(log(['visitor', text('Hi')])) });
    expect(client.sent).toMatchObject([{ type: 'cart.report', cart: { subtotal: 48 } }]);
  });

  it('[WI51] reports each distinct snapshot once', async () => {
    const { chat, client } = await connected();
    client.become({ timeline: timeline(log(['visitor', text('Hi')])) });
    await reported(chat.cart(cart(1)));
    await reported(chat.cart(cart(1)));
    client.become({});
    await reported(chat.cart(cart(2)));
    expect(client.sent.map((request) => request.type === 'cart.report' && request.cart.subtotal)).toEqual([24, 48]);
  });

  it('[WI52] reports nothing to a closed conversation, and the latest to the next one', async () => {
    const { chat, client } = await connected();
    client.become({ timeline: timeline(log(['system', { kind: 'conversation.closed' }])) });
    await reported(chat.cart(cart(1)));
    expect(client.sent).toEqual([]);
    client.become({ timeline: timeline(log(['visitor', text('Hi')]), { conversation: 'c_next' }) });
    expect(client.sent).toHaveLength(1);
  });

  it.each([
    ['no object', 'cart'],
    ['no lines', { currency: 'EUR', subtotal: 1 }],
    ['a currency in words', { ...cart(1), currency: 'euro' }],
    ['a price in words', { ...cart(1), lines: [{ ...cart(1).lines[0], price: '24' }] }],
    ['half a piece', { ...cart(1), lines: [{ ...cart(1).lines[0], quantity: 0.5 }] }],
    ['a line twice', { ...cart(1), lines: [cart(1).lines[0], cart(1).lines[0]] }],
  ])('[WI53] names a cart that it cannot read: %s', async (_, value) => {
    const { chat, client, of } = await connected();
    client.become({ timeline: timeline(log(['visitor', text('Hi')])) });
    await reported(chat.cart(value));
    expect(of('error')).toMatchObject([{ code: 'invalid' }]);
    expect(client.sent).toEqual([]);
  });

  it('[WI53] leaves out what it cannot use and reads numbers as ids', async () => {
    const { chat, client } = await connected();
    client.become({ timeline: timeline(log(['visitor', text('Hi')])) });
    await reported(
      chat.cart({ ...cart(1), lines: [{ id: 7, name: 'Mug', quantity: 1, price: 24, url: 'javascript:alert(1)' }] }),
    );
    expect(client.sent).toMatchObject([{ cart: { lines: [{ id: '7', url: undefined }] } }]);
  });
});

describe('events', () => {
  const asked = log(['visitor', text('Hi')], ['visitor', { kind: 'handoff.requested', reason: 'asked' }]);
  const come = log(['system', { kind: 'handoff.accepted', agent: { id: 'a_1', name: 'Marta' } }]).map((entry) => ({
    ...entry,
    position: 3,
  }));

  it('[WI60] tells what happens in a conversation that begins on this page, each thing once', async () => {
    const { client, of } = await connected();
    client.become({ timeline: timeline(asked) });
    client.become({});
    expect(of('message')).toEqual([{ from: 'visitor' }]);
    expect(of('handoff')).toEqual([{ channelId: 'web', organizationId: 'demo' }]);
  });

  it('[WI61] tells nothing again that a reload brings', async () => {
    const made = startChat();
    stop = made.stop;
    made.client.start = () => made.client.become({ connection: { at: 'online' }, timeline: timeline(asked) });
    made.chat.open();
    await vi.waitFor(() => expect(made.client.state().connection.at).toBe('online'));
    const names = () => made.told.map(([name]) => name);
    expect(names()).not.toContain('handoff');
    made.client.become({ timeline: timeline([...asked, ...come]) });
    expect(names()).not.toContain('handoff');
  });

  it('[WI62] tells of a transfer when a person comes unasked', async () => {
    const { client, of } = await connected();
    client.become({ timeline: timeline(log(['visitor', text('Hi')])) });
    client.become({ timeline: timeline([...log(['visitor', text('Hi')], ['bot', text('?')]), ...come]) });
    expect(of('handoff')).toHaveLength(1);
  });

  it('[WI63] tells of an address and a rating without what they say', async () => {
    const { client, of } = await connected();
    const given = log(
      ['visitor', { kind: 'email.captured', email: 'a@b.co' }],
      ['visitor', { kind: 'survey.answered', rating: 4 }],
    );
    client.become({ timeline: timeline(given) });
    expect(of('email')).toEqual([{}]);
    expect(of('survey')).toEqual([{ rating: 4 }]);
  });
});

describe('activity', () => {
  /** Some time after it has connected, when it is watched who is still there. */
  async function stayed() {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'requestAnimationFrame'],
    });
    const made = startChat();
    stop = made.stop;
    made.chat.open();
    vi.advanceTimersByTime(10_000);
    await vi.waitFor(() => expect(made.loads).toContain('parts/tabs.js'));
    await import('./parts/tabs.ts');
    await Promise.resolve();
    return made;
  }

  it('[WI47] connects at once when the network or the shopper is back', async () => {
    const { client } = await stayed();
    const nudge = vi.spyOn(client, 'nudge');
    dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    expect(nudge).toHaveBeenCalledTimes(2);
  });

  it('[WI47] asks whether the socket lives when the machine has slept, and when an answer is overdue', async () => {
    const { client, chat } = await stayed();
    const nudge = vi.spyOn(client, 'nudge');
    vi.advanceTimersByTime(20_000);
    expect(nudge).not.toHaveBeenCalled();
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(5_000);
    expect(nudge).toHaveBeenCalledTimes(1);
    chat.say('Anybody?');
    vi.advanceTimersByTime(10_000);
    expect(nudge).toHaveBeenCalledTimes(2);
    client.become({ outbox: [] });
    vi.advanceTimersByTime(20_000);
    expect(nudge).toHaveBeenCalledTimes(2);
  });

  it('[WI48] tells the team after ten minutes without a hand, and at once when it is back', async () => {
    const { client } = await stayed();
    dispatchEvent(new Event('pointermove'));
    vi.advanceTimersByTime(599_999);
    expect(client.signals).toEqual([]);
    vi.advanceTimersByTime(1);
    dispatchEvent(new Event('keydown'));
    expect(client.signals).toEqual([
      { type: 'presence', state: 'idle' },
      { type: 'presence', state: 'active' },
    ]);
  });

  it('[WI49] tells which page is looked at only with consent', async () => {
    const { chat, client, options, loads } = await connected();
    const pages = () => client.signals.filter(({ type }) => type === 'page');
    history.pushState({}, '', '/one');
    dispatchEvent(new Event('popstate'));
    expect(pages()).toEqual([]);
    options.cookieConsent = 2;
    chat.update();
    await vi.waitFor(() => expect(loads).toContain('parts/pages.js'));
    history.pushState({}, '', '/two');
    dispatchEvent(new Event('popstate'));
    await vi.waitFor(() => expect(pages()).toMatchObject([{ url: expect.stringContaining('/two') }]));
  });

  it('[WI27] hears nothing once it is stopped', async () => {
    const { client } = await stayed();
    stop?.();
    stop = undefined;
    const nudge = vi.spyOn(client, 'nudge');
    dispatchEvent(new Event('online'));
    expect(nudge).not.toHaveBeenCalled();
  });
});
