import { CLOSE_CODES, FINAL_CLOSE_CODES } from '../protocol/close-codes.ts';
import { LIMITS, SUBPROTOCOL } from '../protocol/limits.ts';
import type { ConnectionState } from './client-state.ts';
import { toJson } from './json.ts';
import type { Platform, Socket } from './platform.ts';

/** Wait for the answer to a ping after a nudge, and age at which a nudge gives up a connection attempt, ms. */
const PROBE_MS = 5000;
/** Codes of the server's own begin here. */
const REFUSED_FROM = 4000;
/** Bound of the wait after one of them, ms, at least: it asks for less. */
const REFUSED_WAIT_MS = 8000;
/**
 * Growth of the bound from one wait to the next. Full jitter is usually drawn below a bound that doubles; then whoever
 * comes one moment too early stays away for up to twice as long as the server did, and with this one for about half.
 */
const BACKOFF_GROWTH = 1.3;
/** What browsers report when a connection just breaks. */
const BROKEN = 1006;

export interface ConnectionOptions<F> {
  url: string;
  platform: Platform;
  /** Undefined for what is no frame of ours; such frames are passed over. */
  guard(value: unknown): F | undefined;
  /** The socket is open: the moment to say hello. */
  onOpen(): void;
  onFrame(frame: F): void;
  onState(): void;
  /** Asked at each close: true when another hello, right away, may fare better. */
  mayRetry(code: number): boolean;
}

export interface Connection {
  start(): void;
  stop(): void;
  nudge(): void;
  /** False when there is no open socket; nothing is kept. */
  send(frame: { type: string }): boolean;
  /** The welcome has been read. */
  welcomed(): void;
  state(): ConnectionState;
}

/** [CL1–CL12] One socket at a time, kept alive by pings and replaced when it breaks, unless the close code forbids it. */
export function createConnection<F extends { type: string }>(options: ConnectionOptions<F>): Connection {
  const { platform } = options;
  const { clock, random } = platform;
  let state: ConnectionState = { at: 'idle' };
  let socket: Socket | undefined;
  let open = false;
  let attempt = 0;
  /** Of the next wait, ms. */
  let bound: number = LIMITS.backoffMinMs;
  /** When the server was last heard, ms. */
  let heard = 0;
  /** When it was last asked whether it lives, ms. */
  let asked = 0;
  let timer: unknown;

  const enter = (next: ConnectionState): void => {
    state = next;
    options.onState();
  };
  const wait = (run: () => void, ms: number): void => {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(run, ms);
  };

  function detach(): void {
    clock.clearTimeout(timer);
    const old = socket;
    if (old) {
      old.onmessage = old.onclose = null;
      // Browsers print an error when a socket is closed before it has opened.
      if (open) old.close();
      else old.onopen = () => old.close();
    }
    socket = undefined;
    open = false;
  }

  function send(frame: { type: string }): boolean {
    if (!open) return false;
    socket?.send(toJson(frame));
    return true;
  }

  function connect(): void {
    detach();
    heard = clock.now();
    enter({ at: 'connecting', since: heard, attempt });
    try {
      socket = platform.openSocket(options.url, SUBPROTOCOL);
    } catch {
      // An address that a policy forbids fails like a network that is down: later it may be allowed.
      lost(BROKEN, '');
      return;
    }
    socket.onopen = () => {
      open = true;
      options.onOpen();
    };
    socket.onmessage = ({ data }) => receive(data);
    socket.onclose = ({ code, reason }) => lost(code, reason);
    beat();
  }

  function receive(data: unknown): void {
    heard = clock.now();
    let value: unknown;
    try {
      value = JSON.parse(String(data));
    } catch {
      // Not a frame of ours, as the guard finds. What was missed shows as a gap and is asked for again.
    }
    const frame = options.guard(value);
    if (frame?.type === 'ping') send({ type: 'pong' });
    else if (frame) options.onFrame(frame);
  }

  function beat(): void {
    const left = heard + LIMITS.silentMs - clock.now();
    const again = (): void => {
      send({ type: 'ping' });
      beat();
    };
    if (left > 0) wait(again, Math.min(LIMITS.pingIntervalMs, left));
    else lost(BROKEN, '');
  }

  function lost(code: number, reason: string): void {
    detach();
    if (options.mayRetry(code)) connect();
    else if (FINAL_CLOSE_CODES.includes(code)) enter({ at: 'stopped', code, reason });
    else back(code);
  }

  /** The server is well: the next break is a first one. */
  function calm(): void {
    attempt = 0;
    bound = LIMITS.backoffMinMs;
  }

  /** Waits a random time below a bound that grows with each attempt. */
  function back(code: number): void {
    if (code === CLOSE_CODES.restarting.code) calm();
    else if (code >= REFUSED_FROM) bound = Math.max(bound, REFUSED_WAIT_MS);
    wait(connect, random() * bound);
    bound = Math.min(LIMITS.backoffMaxMs, bound * BACKOFF_GROWTH);
    enter({ at: 'waiting', since: clock.now(), attempt });
    attempt += 1;
  }

  return {
    start() {
      if (state.at !== 'idle' && state.at !== 'stopped') return;
      calm();
      connect();
    },
    stop() {
      detach();
      if (state.at !== 'idle') enter({ at: 'idle' });
    },
    nudge() {
      const now = clock.now();
      if (state.at === 'waiting' || (state.at === 'connecting' && now - state.since >= PROBE_MS)) connect();
      // Whoever asks again gives it no more time.
      if (state.at !== 'online' || heard < asked) return;
      // After a sleep or a change of network a dead socket looks alive: it must answer soon.
      asked = now;
      send({ type: 'ping' });
      wait(() => (heard < now ? lost(BROKEN, '') : beat()), PROBE_MS);
    },
    send,
    welcomed() {
      calm();
      enter({ at: 'online' });
    },
    state: () => state,
  };
}
