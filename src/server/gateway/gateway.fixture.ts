import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { LIMITS, SUBPROTOCOL } from '../../protocol/limits.ts';
import { createVisitorIdentity } from '../auth/visitor-identity.ts';
import { createMemoryEphemeral } from '../bus/memory-ephemeral.ts';
import type { Limits } from '../config.ts';
import type { ConversationsOptions } from '../conversations/create-conversations.ts';
import { openDoor, SHOP } from '../conversations/door.fixture.ts';
import { createOrigins } from '../http/origins.ts';
import type { Store } from '../store/store.ts';
import { originsOf } from './adapters.ts';
import { createGateway } from './attach.ts';
import type { Clock, GatewayOptions, SignedInAgent } from './collaborators.ts';

export type Frame = { type: string } & Record<string, unknown>;

/** Time that stands still until it is told to go on. */
export function createManualClock(): Clock & { advance(ms: number): void; jump(ms: number): void } {
  let set = 0;
  let now = 1_700_000_000_000;
  const timers = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now + set,
    steady: () => now,
    setTimeout(run, ms) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return timer;
    },
    /** Somebody sets the wall clock. */
    jump(ms) {
      set += ms;
    },
    clearTimeout: (timer) => void timers.delete(timer as { at: number; run: () => void }),
    advance(ms) {
      const until = now + ms;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers.delete(next);
        now = next.at;
        next.run();
      }
      now = until;
    },
  };
}

/** Polls for a condition; fails with what was waited for. */
export async function until<T>(what: string, look: () => T | undefined | false): Promise<T> {
  for (const end = Date.now() + 3000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 4))) {
    const found = look();
    if (found) return found;
  }
  throw new Error(`Waited in vain for ${what}.`);
}

/** The client's end of a socket. */
export interface Peer {
  frames: Frame[];
  send(frame: object | string | Buffer): void;
  /** Takes the next frame of a type, and drops those before it. */
  next(type: string): Promise<Frame>;
  /** Frames that have come until now, after everything sent so far was answered. */
  settled(): Promise<Frame[]>;
  closed(): Promise<number>;
  close(): void;
  socket: WebSocket;
}

const PEOPLE: Record<string, SignedInAgent> = Object.fromEntries(
  [
    ['jonas', 'Jonas', ['chat']],
    ['priya', 'Priya', ['chat']],
    ['rita', 'Rita', ['reports']],
  ].map(([key, name, permissions]) => {
    const face = { id: `a_${key === 'rita' ? 'reporter' : key}`, name: name as string };
    const me = { ...face, email: `${key}@shop.test`, role: 'agent', permissions } as SignedInAgent['me'];
    return [key as string, { me, face, shop: { id: SHOP.id, name: SHOP.name } }];
  }),
);

const SETTINGS = {
  shop: SHOP.id,
  name: SHOP.name,
  locale: 'en',
  appearance: SHOP.appearance,
  currency: 'EUR',
  greeting: { title: 'Hello', subtitle: 'Ask us', messages: ['Hi.'], choices: [] },
  availability: { open: true },
  askEmail: 'handoff' as const,
  team: [],
};

const SECRET = new Uint8Array(32).fill(7);

/** A gateway on a port of its own, over a real door and a store in memory. */
export async function openGateway(
  about: {
    limits?: Partial<Limits>;
    wrap?: (o: GatewayOptions) => GatewayOptions;
    wrapStore?: (store: Store) => Store;
    /** What it has in common with another process; stays open. */
    shared?: Pick<ConversationsOptions, 'store' | 'bus' | 'sweepMs'> & Pick<GatewayOptions, 'ephemeral'>;
  } = {},
) {
  const clock = createManualClock();
  const { ephemeral = createMemoryEphemeral({ clock: clock.now }), ...inCommon } = about.shared ?? {};
  const door = await openDoor({ clock: clock.now, wrap: about.wrapStore, ...inCommon });
  await door.store.shops.save({
    ...SHOP,
    origins: ['https://shop.example.com', 'capacitor://localhost', 'ionic://localhost'],
  });
  const lines: { fields: Record<string, unknown>; message: string }[] = [];
  const log = (fields: Record<string, unknown>, message: string) => void lines.push({ fields, message });
  const signedIn = { ...PEOPLE };
  const visitors = createVisitorIdentity({
    store: door.store,
    conversations: door.conversations,
    bus: door.bus,
    keys: { newest: async () => SECRET, all: async () => [SECRET] },
    now: clock.now,
  });
  const given: GatewayOptions = {
    conversations: door.conversations,
    store: door.store,
    bus: door.bus,
    ephemeral,
    ...visitors,
    sessions: { fromCookie: async (header) => signedIn[/session=(\w+)/.exec(header ?? '')?.[1] ?? ''] },
    settings: { panel: async (shop) => (shop === SHOP.id ? SETTINGS : undefined) },
    origins: createOrigins({ trustedProxies: 0 }),
    allowOrigin: originsOf(door.store.shops),
    limits: { ...LIMITS, ...about.limits },
    logger: { debug: log, info: log, warn: log, error: log, fatal: log } as unknown as GatewayOptions['logger'],
    clock,
  };
  const gateway = createGateway(about.wrap?.(given) ?? given);
  const server = createServer();
  gateway.attach(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const own = `http://127.0.0.1:${port}`;
  const peers: Peer[] = [];

  async function connect(headers: Record<string, string> = {}): Promise<Peer> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, SUBPROTOCOL, { headers });
    const frames: Frame[] = [];
    let code: number | undefined;
    socket.on('message', (data) => frames.push(JSON.parse(String(data)) as Frame));
    socket.on('close', (closed) => {
      code = closed;
    });
    socket.on('error', () => {});
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const peer: Peer = {
      socket,
      frames,
      send: (frame) => socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame)),
      async next(type) {
        const frame = await until(`a frame "${type}"`, () => frames.find((one) => one.type === type));
        frames.splice(0, frames.indexOf(frame) + 1);
        return frame;
      },
      async settled() {
        // A pong comes after what was sent before it; the store answers in order; and what it answered may ask it again.
        for (let round = 0; round < 4; round++) {
          const pongs = frames.filter(({ type }) => type === 'pong').length;
          peer.send({ type: 'ping' });
          await until('a pong', () => frames.filter(({ type }) => type === 'pong').length > pongs);
          await door.store.ping();
        }
        return frames.filter(({ type }) => type !== 'pong');
      },
      closed: () => until('the close', () => code !== undefined && { code }).then((found) => found.code),
      close: () => socket.close(),
    };
    peers.push(peer);
    return peer;
  }

  /** A shopper who has said hello; their welcome is the second part. */
  async function shopper(hello: object = {}, headers: Record<string, string> = {}): Promise<[Peer, Frame]> {
    const peer = await connect(headers);
    peer.send({ type: 'hello', protocol: 1, shop: SHOP.id, consent: 0, ...hello });
    return [peer, await peer.next('welcome')];
  }

  async function agent(who = 'jonas', hello: object = {}): Promise<[Peer, Frame]> {
    const peer = await connect({ origin: own, cookie: `session=${who}` });
    peer.send({ type: 'hello', protocol: 1, agent: true, ...hello });
    return [peer, await peer.next('welcome')];
  }

  return {
    ...door,
    gateway,
    clock,
    ephemeral,
    lines,
    port,
    own,
    connect,
    shopper,
    agent,
    visitors,
    /** Ends a team member's session. */
    signOut: (who: string) => delete signedIn[who],
    async close() {
      for (const { socket } of peers) socket.terminate();
      await gateway.close();
      await new Promise((resolve) => server.close(resolve));
      await door.close();
    },
  };
}

export type World = Awaited<ReturnType<typeof openGateway>>;

/** A message of a shopper or, with `seen`, of an agent. */
export const message = (text: string, about: object = {}): Frame & { id: string } => ({
  type: 'message.send',
  id: randomUUID(),
  content: { type: 'text', text },
  ...about,
});
