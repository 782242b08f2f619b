import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VisitorClient } from './client-state.ts';
import type { OutboxStorage } from './platform.ts';
import type { Said } from './tab-lead.ts';
import { createTabs } from './tabs.ts';
import { createFakeBrowser, type FakeTab } from './testing/fake-browser.ts';
import { createFakeClock, createRandom, createUuids } from './testing/fake-clock.ts';
import { createFlakyServer } from './testing/flaky-server.ts';
import { createMemory } from './testing/memory.ts';
import { createVisitorClient } from './visitor-client.ts';

const SLOTS = 3;
const slot = fc.nat(SLOTS - 1);
/** What may happen, one thing after the other. */
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('say' as const), slot }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('crash' as const), slot }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('close' as const), slot }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('sleep' as const), slot }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('wake' as const), slot }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('split' as const), slot, from: slot }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('heal' as const) }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('wait' as const), ms: fc.nat(9000) }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

interface Open {
  tab: FakeTab<unknown>;
  client: VisitorClient;
  stop(): void;
}

/** Three tabs and what happens to them; afterwards everybody wakes and the network is good. */
function play(seed: number, story: readonly Happening[]) {
  const random = createRandom(seed);
  const clock = createFakeClock();
  const uuid = createUuids(random);
  const browser = createFakeBrowser(clock);
  const server = createFlakyServer(clock, random);
  const storages = Array.from({ length: SLOTS }, createMemory);
  const written: string[][] = Array.from({ length: SLOTS }, () => []);

  function open(storage: OutboxStorage): Open {
    const tab = browser.open();
    let said: Said | undefined;
    const tabs = createTabs({
      channel: tab.channel,
      leadership: tab.leadership,
      clock: tab.clock,
      uuid,
      reach: tab.reach(server.openSocket),
      client: () => client,
      said: () => said,
      token: () => 'token',
      share: () => undefined,
      onLead: () => {},
      onTold: () => {},
    });
    const client = createVisitorClient({
      url: 'wss://chat.example.com/ws',
      platform: { clock: tab.clock, random, uuid, openSocket: tabs.openSocket },
      hello: () => {
        said = { shop: 'demo', consent: 0, token: 'token' };
        return said;
      },
      onToken: () => {},
      onFrame: tabs.heard,
      storage,
    });
    client.subscribe(tabs.changed);
    tabs.join();
    client.start();
    return {
      tab,
      client,
      stop() {
        client.stop();
        tabs.rest();
      },
    };
  }

  const slots = storages.map(open);
  const asleep = new Set<number>();
  const reopen = (n: number): void => {
    asleep.delete(n);
    slots[n] = open(storages[n]!);
  };
  const steps: { [W in Happening['what']]: (step: Extract<Happening, { what: W }>) => void } = {
    say({ slot: n }) {
      // Nobody writes on a tab that sleeps.
      if (asleep.has(n)) return;
      const text = `tab ${n}, message ${written[n]!.length + 1}`;
      written[n]!.push(text);
      slots[n]!.client.send({ type: 'message.send', content: { type: 'text', text } });
    },
    crash({ slot: n }) {
      slots[n]!.tab.crash();
      reopen(n);
    },
    close({ slot: n }) {
      if (asleep.has(n)) return;
      slots[n]!.stop();
      reopen(n);
    },
    sleep({ slot: n }) {
      asleep.add(n);
      slots[n]!.tab.sleep();
    },
    wake({ slot: n }) {
      asleep.delete(n);
      slots[n]!.tab.wake();
    },
    split: ({ slot: n, from }) => browser.split(slots[n]!.tab, slots[from]!.tab),
    heal: () => browser.heal(),
    wait: ({ ms }) => clock.advance(ms),
  };
  for (const step of story) {
    steps[step.what](step as never);
    clock.advance(Math.floor(random() * 300));
  }

  server.calm();
  browser.heal();
  for (const { tab } of slots) tab.wake();
  clock.advance(300_000);
  const shown = slots.map(({ client }) => client.state());
  for (const open of slots) open.stop();
  clock.advance(100);
  return { log: server.texts(), written, shown, left: clock.waiting(), sockets: browser.sockets() };
}

describe('several tabs in a bad world', () => {
  it('[CL89] tabs that crash, sleep and lose each other write everything once, each in its order, and all show the log', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(happening, { maxLength: 45, size: 'max' }), (seed, story) => {
        const { log, written, shown, left, sockets } = play(seed, story);
        expect(log.toSorted()).toEqual(written.flat().toSorted());
        for (const [n, texts] of written.entries()) {
          expect(log.filter((text) => text.startsWith(`tab ${n},`))).toEqual(texts);
        }
        for (const { connection, outbox, timeline } of shown) {
          expect(connection).toEqual({ at: 'online' });
          expect(outbox).toEqual([]);
          expect((timeline?.entries ?? []).map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
        }
        expect(left).toBe(0);
        expect(sockets).toBe(0);
      }),
      { numRuns: 150 },
    );
  });
});
