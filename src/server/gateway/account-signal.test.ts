import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SignedInAgent } from './collaborators.ts';
import { openGateway, type World } from './gateway.fixture.ts';
import { agentTopic } from './signals.ts';

let signedIn: SignedInAgent | undefined;
let worlds: World[];

/** Two processes over one store and bus, on which one person of the team is whoever `signedIn` says. */
beforeEach(async () => {
  signedIn = {
    me: { id: 'a_jonas', name: 'Jonas', email: 'jonas@shop.test', role: 'agent', permissions: ['chat'] },
    face: { id: 'a_jonas', name: 'Jonas' },
    shop: { id: 'shop', name: 'Hazel & Hem' },
  };
  const sessions = { fromCookie: async () => signedIn };
  const first = await openGateway({ wrap: (options) => ({ ...options, sessions }) });
  const { store, bus, ephemeral } = first;
  const second = await openGateway({
    wrap: (options) => ({ ...options, sessions }),
    shared: { store, bus, ephemeral, sweepMs: 0 },
  });
  worlds = [second, first];
});
afterEach(async () => {
  for (const world of worlds) await world.close();
});

const tell = (): void => worlds[0]?.bus.signal(agentTopic('shop', 'a_jonas'), { type: 'account' });
const sockets = async () => Promise.all(worlds.map(async (world) => (await world.agent())[0]));

it('[TI19] a session that ends closes its sockets with 4401 at once, in every process', async () => {
  const peers = await sockets();
  signedIn = undefined;
  tell();
  for (const peer of peers) expect(await peer.closed()).toBe(4401);
});

it('[TI19] a change of role or permissions has open sockets come again, as whoever they are now', async () => {
  const peers = await sockets();
  signedIn = { ...signedIn!, me: { ...signedIn!.me, role: 'admin', permissions: ['reports'] } };
  tell();
  for (const peer of peers) expect(await peer.closed()).toBe(1012);
  const [, welcome] = await worlds[0]!.agent();
  expect(welcome).toMatchObject({ agent: { role: 'admin', permissions: ['reports'] } });
});

it('[TI19] a signal that changes nothing leaves sockets open, and a lost one is made up for within half a minute', async () => {
  const peers = await sockets();
  tell();
  for (const peer of peers) expect(await peer.settled()).toEqual([]);
  signedIn = { ...signedIn!, me: { ...signedIn!.me, permissions: [] } };
  for (const world of worlds) world.clock.advance(30_000);
  for (const peer of peers) expect(await peer.closed()).toBe(1012);
});
