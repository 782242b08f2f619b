import type { CLOSE_CODES } from '../protocol/close-codes.ts';
import type { VisitorHello } from '../protocol/frames.ts';
import type { Clock, OpenSocket, Socket } from './platform.ts';
import type { TabMessage } from './tab-channel.ts';

/** A leader that is there answers a hello within this time, ms: events reach a tab in the background at once. */
const ANSWER_MS = 1000;
/** A silent leader is asked this often, ms, and so many times in vain before it is given up: five seconds. */
const PROBE_MS = 2500;
const PROBES = 2;
/** What a server that restarts says. Written out: the table would come along into the file that opens the chat. */
const RESTARTING: typeof CLOSE_CODES.restarting.code = 1012;
/** What browsers report when a connection just breaks. */
const BROKEN = 1006;

export interface TabSocketOptions {
  id: string;
  url: string;
  protocol: string;
  clock: Clock;
  /** Opens a socket of this tab's own. */
  reach: OpenSocket;
  post(message: TabMessage): void;
  /** The leader does not answer any more. */
  onSilent(): void;
}

export interface TabSocket {
  socket: Socket;
  /** Whether another tab carries it. */
  carried(): boolean;
  /** What the leader says. */
  hear(message: TabMessage): void;
  /** Ends as sockets of a server that restarts do. */
  end(): void;
}

/**
 * [CL71–CL74] A follower's socket, carried by the tab that leads. Where nobody answers the hello, or the leader will
 * not speak for this tab, it goes on as a socket of the tab's own: whoever uses it cannot tell.
 */
export function createTabSocket({ id, url, protocol, clock, reach, post, onSilent }: TabSocketOptions): TabSocket {
  let hello: VisitorHello | undefined;
  let line: string | undefined;
  let own: Socket | undefined;
  let ownOpen = false;
  let over = false;
  /** The leader has said something; questions since it last did. */
  let answered = false;
  let asked = 0;
  let timer: unknown;

  function finish(code: number, reason = ''): void {
    if (over) return;
    over = true;
    clock.clearTimeout(timer);
    socket.onclose?.({ code, reason });
  }
  const end = (): void => finish(RESTARTING);

  function watch(ms: number): void {
    timer = clock.setTimeout(() => {
      if (asked >= (answered ? PROBES : 0)) return silent();
      asked += 1;
      post({ type: 'probe' });
      watch(PROBE_MS);
    }, ms);
  }

  function silent(): void {
    onSilent();
    if (line) end();
    else openOwn();
  }

  function ask(): void {
    if (hello) post({ type: 'hello', from: id, hello });
  }

  function openOwn(): void {
    clock.clearTimeout(timer);
    try {
      own = reach(url, protocol);
    } catch {
      // An address that a policy forbids fails like a network that is down.
      finish(BROKEN);
      return;
    }
    own.onopen = () => {
      ownOpen = true;
      own?.send(JSON.stringify(hello));
    };
    own.onmessage = (event) => socket.onmessage?.(event);
    own.onclose = ({ code, reason }) => finish(code, reason);
  }

  const socket: Socket = {
    send(text) {
      if (ownOpen) own?.send(text);
      if (over || own) return;
      const frame = JSON.parse(text);
      if (frame.type === 'hello') {
        hello = frame;
        ask();
        watch(ANSWER_MS);
      } else if (line) post({ type: 'up', line, frame });
    },
    close(code, reason) {
      over = true;
      clock.clearTimeout(timer);
      if (!own) return;
      own.onmessage = own.onclose = null;
      if (ownOpen) own.close(code, reason);
      else own.onopen = () => own?.close();
    },
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  // Nothing has to be opened before the hello.
  timer = clock.setTimeout(() => over || socket.onopen?.(), 0);

  return {
    socket,
    carried: () => !own && !over,
    end,
    hear(message) {
      if (over || own) return;
      answered = true;
      asked = 0;
      switch (message.type) {
        case 'line':
          if (!line) ask();
          break;
        case 'over':
          if (line && (message.line ?? line) === line) end();
          break;
        case 'no':
          if (message.to === id && !line) openOwn();
          break;
        case 'welcome':
          if (message.to !== id || line) break;
          line = message.line;
          socket.onmessage?.({ data: JSON.stringify(message.welcome) });
          break;
        case 'down':
          if (message.line === line) socket.onmessage?.({ data: JSON.stringify(message.frame) });
          break;
      }
    },
  };
}
