import { describe, expect, it, vi } from 'vitest';
import type { WebhookEndpoint } from '../store/webhooks.ts';
import { createWantedEvents } from './wanted.ts';

const endpoint = (events: string[], enabled = true): WebhookEndpoint =>
  ({
    id: 'we_1',
    shop: 'oak',
    url: 'https://a.example',
    events,
    enabled,
    createdAt: 1,
    secret: 's',
  }) as WebhookEndpoint;

function wanted(...endpoints: WebhookEndpoint[]) {
  const clock = { now: 0 };
  const ask = vi.fn(async () => endpoints);
  return { ask, clock, endpoints, events: createWantedEvents({ endpoints: ask }, () => clock.now) };
}

describe('what is wanted', () => {
  it('[WH15] is what any enabled endpoint asks for', async () => {
    const { events } = wanted(endpoint(['message.sent']), endpoint(['note.added']), endpoint(['*'], false));
    const wants = await events.of('oak');
    expect(['message.sent', 'note.added', 'cart.added'].map((kind) => wants(kind))).toEqual([true, true, false]);
    expect((await wanted(endpoint(['*'])).events.of('oak'))('cart.added')).toBe(true);
    expect((await wanted().events.of('oak'))('message.sent')).toBe(false);
  });

  it('[WH15] is asked for once in five seconds, and at once after a change', async () => {
    const { events, ask, clock, endpoints } = wanted();
    await Promise.all([events.of('oak'), events.of('oak')]);
    clock.now = 4999;
    expect((await events.of('oak'))('message.sent')).toBe(false);
    expect(ask).toHaveBeenCalledTimes(1);
    endpoints.push(endpoint(['*']));
    events.forget('oak');
    expect((await events.of('oak'))('message.sent')).toBe(true);
    endpoints.length = 0;
    clock.now += 5000;
    expect((await events.of('oak'))('message.sent')).toBe(false);
    expect(ask).toHaveBeenCalledTimes(3);
  });

  it('[WH15] is asked for again after the store has failed', async () => {
    const { events, ask } = wanted(endpoint(['*']));
    ask.mockRejectedValueOnce(new Error('away'));
    await expect(events.of('oak')).rejects.toThrow('away');
    expect((await events.of('oak'))('message.sent')).toBe(true);
  });
});
