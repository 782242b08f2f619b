import { CLOSE_CODES, CLOSE_REASONS, type CloseName } from '../../protocol/close-codes.ts';
import { LIMITS, PROTOCOL_VERSION } from '../../protocol/limits.ts';
import { openAgentSession } from './agent-session.ts';
import { createFrameMeter } from './limits.ts';
import type { Link } from './link.ts';
import { readHello } from './read-frame.ts';
import type { LiveSession, SessionParts } from './session-parts.ts';
import { openVisitorSession } from './visitor-session.ts';
import type { Wire } from './wire.ts';

type State =
  /** Nobody has said anything yet. */
  | { at: 'expecting' }
  /** The hello is being looked at; what comes meanwhile waits its turn. */
  | { at: 'greeting'; early: string[] }
  | { at: 'live'; session: LiveSession }
  | { at: 'over' };

/** Frames that may wait for the welcome. */
const EARLY = 32;

/** [GW1–GW9] One socket: hello in time, one frame after the other, alive or closed. */
export function runSession(parts: SessionParts, socket: Wire, link: Link): void {
  const { clock } = parts;
  const mayFrame = createFrameMeter(clock.steady);
  let state: State = { at: 'expecting' };
  let heard = clock.steady();
  let beatTimer: unknown;
  const helloTimer = clock.setTimeout(() => link.close('helloTimeout'), parts.limits.helloTimeoutMs);

  function beat(): void {
    const left = heard + LIMITS.silentMs - clock.steady();
    if (left <= 0) {
      socket.terminate();
      return;
    }
    const next = (): void => {
      link.writer.send({ type: 'ping' });
      beat();
    };
    beatTimer = clock.setTimeout(next, Math.min(LIMITS.pingIntervalMs, left));
  }
  beat();

  async function greet(text: string): Promise<void> {
    clock.clearTimeout(helloTimer);
    const early: string[] = [];
    state = { at: 'greeting', early };
    const session = await open(text);
    if (!session) return;
    if (!link.open() || over()) {
      session.end();
      return;
    }
    state = { at: 'live', session };
    for (const frame of early) session.receive(frame);
  }

  async function open(text: string): Promise<LiveSession | undefined> {
    const read = readHello(text);
    if (read.at === 'no_shop') link.close('forbidden');
    else if (read.at === 'bad' || read.hello.protocol !== PROTOCOL_VERSION) link.close('badFrame');
    else {
      link.side = read.at;
      return read.at === 'agent'
        ? openAgentSession(parts, link, read.hello)
        : openVisitorSession(parts, link, read.hello);
    }
    return undefined;
  }

  const over = (): boolean => state.at === 'over';

  function receive(text: string): void {
    if (state.at === 'expecting') greet(text).catch(link.fail);
    else if (state.at === 'live') state.session.receive(text);
    else if (state.at === 'greeting') {
      if (state.early.length < EARLY) state.early.push(text);
      else link.close('tooFast');
    }
  }

  socket.on('message', (data: Buffer, binary: boolean) => {
    heard = clock.steady();
    if (!link.open()) return;
    if (!mayFrame()) link.close('tooFast');
    else if (binary) link.close('badFrame');
    else receive(data.toString());
  });
  socket.on('close', () => {
    clock.clearTimeout(helloTimer);
    clock.clearTimeout(beatTimer);
    if (state.at === 'live') state.session.end();
    state = { at: 'over' };
  });
}

/**
 * `ws` closes by itself on frames that break its rules, with the codes of RFC 6455; peers are told ours. A reset
 * connection is no fault of anybody: its `close` event follows.
 */
export function closeInOurWords(socket: Wire, link: Link): void {
  const close = socket.close.bind(socket);
  const names: Record<number, CloseName> = { 1002: 'badFrame', 1007: 'badFrame', 1009: 'tooLarge' };
  socket.close = (code, reason) => {
    const name = names[code ?? 0];
    if (name) close(CLOSE_CODES[name].code, CLOSE_REASONS[name]);
    else close(code, reason);
  };
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') link.close('tooLarge');
    else if (error.code?.startsWith('WS_ERR_')) link.close('badFrame');
  });
}
