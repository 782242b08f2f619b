import { LIMITS, PROTOCOL_VERSION } from '../../protocol/limits.ts';
import type { Arrival } from '../http/origins.ts';
import { openAgentSession } from './agent-session.ts';
import type { Beating } from './heartbeat.ts';
import { nextFrameAt } from './limits.ts';
import type { Link } from './link.ts';
import { readHello } from './read-frame.ts';
import type { LiveSession, SessionParts } from './session-parts.ts';
import { openVisitorSession } from './visitor-session.ts';

type State =
  /** Nobody has said anything yet; `patience` is the timer that ends that. */
  | { at: 'expecting'; arrival: Arrival; patience: unknown }
  /** The hello is being looked at; what comes meanwhile waits its turn. */
  | { at: 'greeting'; early: string[] }
  | { at: 'live'; session: LiveSession }
  | { at: 'over' };

/** One socket, and how far it has come. Thousands of them rest: it holds nothing that only a busy one needs. */
export interface Connection extends Beating {
  readonly link: Link;
  state: State;
  /** [GW7] When the next frame would be due if they came evenly, ms of the steady clock. */
  frameAt: number;
}

/** Frames that may wait for the welcome. */
const EARLY = 32;

const OVER: State = { at: 'over' };

/** [GW1–GW9] One socket: hello in time, one frame after the other, alive or closed. */
export function openConnection({ clock, limits }: SessionParts, link: Link, arrival: Arrival): Connection {
  const now = Math.round(clock.steady());
  const patience = clock.setTimeout(() => link.close('helloTimeout'), limits.helloTimeoutMs);
  return {
    link,
    state: { at: 'expecting', arrival, patience },
    heard: now,
    pingAt: now + LIMITS.pingIntervalMs,
    frameAt: now,
  };
}

/** One frame has come. */
export function hearFrame(parts: SessionParts, connection: Connection, data: Buffer, binary: boolean): void {
  const { link } = connection;
  const now = Math.round(parts.clock.steady());
  connection.heard = now;
  if (!link.open()) return;
  const next = nextFrameAt(connection.frameAt, now);
  if (next === undefined) link.close('tooFast');
  else if (binary) link.close('badFrame');
  else {
    connection.frameAt = next;
    receive(parts, connection, data.toString());
  }
}

/** The socket has closed. */
export function endConnection({ clock }: SessionParts, connection: Connection): void {
  const { link, state } = connection;
  link.gone();
  if (state.at === 'expecting') clock.clearTimeout(state.patience);
  if (state.at === 'live') state.session.end();
  connection.state = OVER;
}

function receive(parts: SessionParts, connection: Connection, text: string): void {
  const { link, state } = connection;
  if (state.at === 'expecting') {
    parts.clock.clearTimeout(state.patience);
    greet(parts, connection, state.arrival, text).catch((error: unknown) => link.fail(error));
  } else if (state.at === 'live') state.session.receive(text);
  else if (state.at === 'greeting') {
    if (state.early.length < EARLY) state.early.push(text);
    else link.close('tooFast');
  }
}

async function greet(parts: SessionParts, connection: Connection, arrival: Arrival, text: string): Promise<void> {
  const early: string[] = [];
  connection.state = { at: 'greeting', early };
  const session = await open(parts, connection.link, arrival, text);
  if (!session) return;
  if (!connection.link.open() || connection.state === OVER) {
    session.end();
    return;
  }
  connection.state = { at: 'live', session };
  for (const frame of early) session.receive(frame);
}

async function open(parts: SessionParts, link: Link, arrival: Arrival, text: string): Promise<LiveSession | undefined> {
  const read = readHello(text);
  if (read.at === 'no_shop') link.close('forbidden');
  else if (read.at === 'bad' || read.hello.protocol !== PROTOCOL_VERSION) link.close('badFrame');
  else {
    link.side = read.at;
    return read.at === 'agent'
      ? openAgentSession(parts, link, arrival, read.hello)
      : openVisitorSession(parts, link, arrival, read.hello);
  }
  return undefined;
}
