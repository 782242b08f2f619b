import { describe, expect, it } from 'vitest';
import { CLOSE_CODES } from '../protocol/close-codes.ts';
import type { ConnectionState } from './client-state.ts';
import { createConnection } from './connection.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { createFakeNetwork } from './testing/fake-socket.ts';

/** A connection whose random source says one half unless told otherwise, so that a wait is half of its bound. */
function world(mayRetry: (code: number) => boolean = () => false, random = () => 0.5) {
  const clock = createFakeClock();
  const network = createFakeNetwork();
  const states: ConnectionState[] = [];
  const connection = createConnection<{ type: string }>({
    url: 'wss://chat.example.com/ws',
    platform: { clock, openSocket: network.openSocket, random, uuid: () => '' },
    guard: (value) => value as { type: string },
    onOpen: () => connection.send({ type: 'hello' }),
    onFrame: (frame) => {
      if (frame.type === 'welcome') connection.welcomed();
    },
    onState: () => states.push(connection.state()),
    mayRetry,
  });
  const accept = () => network.last().accept();
  const online = () => {
    connection.start();
    accept();
    network.last().deliver({ type: 'welcome' });
  };
  return { clock, network, connection, states, accept, online, drop: (code?: number) => network.last().drop(code) };
}
type World = ReturnType<typeof world>;

const at = (name: ConnectionState['at'], fields: object = {}) => expect.objectContaining({ at: name, ...fields });

describe('connection', () => {
  const rows: [rule: string, does: string, steps: (w: World) => void, state: unknown, sockets: number][] = [
    ['[CL1]', 'does nothing before start', () => {}, { at: 'idle' }, 0],
    ['[CL1]', 'connects on start', (w) => w.connection.start(), at('connecting', { attempt: 0 }), 1],
    [
      '[CL1]',
      'keeps to one socket when started twice',
      (w) => [w.connection.start(), w.connection.start()],
      at('connecting'),
      1,
    ],
    ['[CL2]', 'is not online before the welcome', (w) => [w.connection.start(), w.accept()], at('connecting'), 1],
    ['[CL2]', 'is online after the welcome', (w) => w.online(), { at: 'online' }, 1],
    ['[CL3]', 'waits after a break', (w) => [w.online(), w.drop()], at('waiting', { attempt: 0 }), 1],
    ['[CL3]', 'waits below the bound', (w) => [w.online(), w.drop(), w.clock.advance(249)], at('waiting'), 1],
    [
      '[CL3]',
      'connects when the wait is over',
      (w) => [w.online(), w.drop(), w.clock.advance(250)],
      at('connecting', { attempt: 1 }),
      2,
    ],
    [
      '[CL4]',
      'reconnects after a restart within half a second, however often it failed before',
      (w) => {
        w.connection.start();
        for (let i = 0; i < 6; i++) {
          w.drop();
          w.clock.advance(30_000);
        }
        w.drop(1012);
        w.clock.advance(250);
      },
      at('connecting', { attempt: 1 }),
      8,
    ],
    [
      '[CL5]',
      'stops when it was replaced',
      (w) => [w.online(), w.drop(4409)],
      { at: 'stopped', code: 4409, reason: '' },
      1,
    ],
    [
      '[CL5]',
      'stays stopped when nudged',
      (w) => [w.online(), w.drop(4403), w.connection.nudge(), w.clock.advance(99_000)],
      at('stopped'),
      1,
    ],
    [
      '[CL5]',
      'starts again when asked to',
      (w) => [w.online(), w.drop(4409), w.connection.start()],
      at('connecting'),
      2,
    ],
    [
      '[CL6]',
      'gives a server that asks for less more time',
      (w) => [w.online(), w.drop(4429), w.clock.advance(3999)],
      at('waiting', { attempt: 0 }),
      1,
    ],
    ['[CL6]', 'comes back then', (w) => [w.online(), w.drop(4429), w.clock.advance(4000)], at('connecting'), 2],
    ['[CL8]', 'holds out for a minute of silence', (w) => [w.online(), w.clock.advance(59_999)], { at: 'online' }, 1],
    ['[CL8]', 'gives a silent server up', (w) => [w.online(), w.clock.advance(60_000)], at('waiting'), 1],
    [
      '[CL8]',
      'gives up a connection that never opens',
      (w) => [w.connection.start(), w.clock.advance(60_000)],
      at('waiting'),
      1,
    ],
    [
      '[CL9]',
      'connects at once when nudged in a wait',
      (w) => [w.online(), w.drop(), w.connection.nudge()],
      at('connecting'),
      2,
    ],
    [
      '[CL9]',
      'leaves a young attempt alone',
      (w) => [w.connection.start(), w.clock.advance(4999), w.connection.nudge()],
      at('connecting'),
      1,
    ],
    [
      '[CL9]',
      'replaces an old attempt',
      (w) => [w.connection.start(), w.clock.advance(5000), w.connection.nudge()],
      at('connecting'),
      2,
    ],
    [
      '[CL9]',
      'gives up a socket that does not answer a nudge',
      (w) => [w.online(), w.clock.advance(9), w.connection.nudge(), w.clock.advance(5000)],
      at('waiting'),
      1,
    ],
    [
      '[CL9]',
      'gives it no more time when nudged again',
      (w) => [
        w.online(),
        w.clock.advance(9),
        w.connection.nudge(),
        w.clock.advance(4000),
        w.connection.nudge(),
        w.clock.advance(1000),
      ],
      at('waiting'),
      1,
    ],
    [
      '[CL9]',
      'keeps a socket that answers it',
      (w) => {
        w.online();
        w.clock.advance(9);
        w.connection.nudge();
        w.network.last().deliver({ type: 'pong' });
        w.clock.advance(5000);
      },
      { at: 'online' },
      1,
    ],
    ['[CL10]', 'is idle after stop', (w) => [w.online(), w.connection.stop()], { at: 'idle' }, 1],
  ];

  it.each(rows)('%s %s', (_rule, _does, steps, state, sockets) => {
    const w = world();
    steps(w);
    expect(w.connection.state()).toEqual(state);
    expect(w.network.sockets).toHaveLength(sockets);
  });

  it('[CL3] lets the bound grow from half a second to half a minute, and begin anew after a welcome', () => {
    const w = world();
    w.connection.start();
    // Half of the bound is waited: 250 ms, then 1.3 times as long each time.
    for (let n = 0; n < 20; n++) {
      const expected = Math.min(15_000, 250 * 1.3 ** n);
      const { length } = w.network.sockets;
      w.drop();
      w.clock.advance(expected - 1);
      expect(w.network.sockets, `wait ${n + 1}`).toHaveLength(length);
      w.clock.advance(2);
      expect(w.network.sockets, `wait ${n + 1}`).toHaveLength(length + 1);
    }
    w.accept();
    w.network.last().deliver({ type: 'welcome' });
    w.drop();
    w.clock.advance(250);
    expect(w.network.sockets).toHaveLength(22);
  });

  it('[CL3] is heard soon after a server that was away for a moment is back, whenever it tried', () => {
    // A server that is gone for two seconds, and the longest that chance may have a client wait: one step too early.
    const w = world(undefined, () => 1);
    w.connection.start();
    w.drop();
    for (let away = 0; away < 2000; away++) {
      w.clock.advance(1);
      if (w.connection.state().at === 'connecting') w.drop();
    }
    w.clock.advance(1100);
    expect(w.connection.state().at).toBe('connecting');
  });

  it('[CL5] stops or goes on after each close code as the table of codes says', () => {
    for (const { code, reconnect } of [
      ...Object.values(CLOSE_CODES),
      { code: 1000, reconnect: true },
      { code: 1011, reconnect: true },
    ]) {
      const w = world();
      w.online();
      w.drop(code);
      expect(w.connection.state().at, String(code)).toBe(reconnect ? 'waiting' : 'stopped');
    }
  });

  it('[CL7] sends a ping every 25 s, and answers one with a pong', () => {
    const w = world();
    w.online();
    w.clock.advance(25_000);
    expect(w.network.last().types()).toEqual(['hello', 'ping']);
    w.network.last().deliver({ type: 'ping' });
    expect(w.network.last().types()).toEqual(['hello', 'ping', 'pong']);
    w.clock.advance(25_000);
    expect(w.network.last().types()).toEqual(['hello', 'ping', 'pong', 'ping']);
  });

  it('[CL8] takes anything that the server says for a sign of life', () => {
    const w = world();
    w.online();
    for (let i = 0; i < 5; i++) {
      w.clock.advance(59_000);
      w.network.last().deliver('not a frame');
    }
    expect(w.connection.state().at).toBe('online');
  });

  it('[CL10] leaves no timer and no socket behind after stop, in whatever state', () => {
    const ways: ((w: World) => void)[] = [
      (w) => w.online(),
      (w) => w.connection.start(),
      (w) => [w.online(), w.drop()],
      (w) => [w.online(), w.connection.nudge()],
    ];
    for (const way of ways) {
      const w = world();
      way(w);
      w.connection.stop();
      const socket = w.network.last();
      if (!socket.closed) socket.accept();
      expect(socket.closed).toBe(true);
      expect(w.clock.waiting()).toBe(0);
      w.clock.advance(120_000);
      expect(w.network.sockets).toHaveLength(1);
    }
  });

  it('[CL11] tries again at once when another hello may fare better', () => {
    const w = world((code) => code === 4401);
    w.online();
    w.drop(4401);
    expect(w.connection.state().at).toBe('connecting');
    expect(w.network.sockets).toHaveLength(2);
  });

  it('[CL12] treats an address that may not be opened like a network that is down', () => {
    const clock = createFakeClock();
    let tries = 0;
    const connection = createConnection<{ type: string }>({
      url: 'wss://blocked.example.com/ws',
      platform: {
        clock,
        random: () => 0.5,
        uuid: () => '',
        openSocket() {
          tries += 1;
          throw new Error('refused by policy');
        },
      },
      guard: () => undefined,
      onOpen: () => {},
      onFrame: () => {},
      onState: () => {},
      mayRetry: () => false,
    });
    connection.start();
    expect(connection.state().at).toBe('waiting');
    clock.advance(250);
    expect(tries).toBe(2);
  });
});
