import { describe, expect, it } from 'vitest';
import { createLocalBus } from '../bus/local.ts';
import { createHub } from './hub.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('hub', () => {
  it('[GW55] tells wake-ups that come together once, with the highest seq, and each signal', async () => {
    const bus = createLocalBus();
    const hub = createHub(bus);
    const heard: unknown[] = [];
    hub.follow('a', { wake: (seq) => heard.push(seq), signal: (payload) => heard.push(payload) });
    for (const seq of [1, 3, 2]) bus.wake('a', seq);
    bus.wake('b', 9);
    bus.signal('a', 'typing');
    bus.signal('a', 'typing');
    await turn();
    expect(heard).toEqual(['typing', 'typing', 3]);
    bus.wake('a', 4);
    await turn();
    expect(heard.at(-1)).toBe(4);
  });

  it('[GW55] stops listening with the last follower, and not before', async () => {
    const bus = createLocalBus();
    const hub = createHub(bus);
    const heard: string[] = [];
    const stops = ['one', 'two'].map((name) => hub.follow('a', { signal: () => heard.push(name) }));
    stops[0]?.();
    stops[0]?.();
    bus.signal('a', null);
    expect(heard).toEqual(['two']);
    stops[1]?.();
    expect(hub.size()).toBe(0);
    bus.signal('a', null);
    expect(heard).toEqual(['two']);
  });
});
