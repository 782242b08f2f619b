import { CLOSE_CODES } from '../protocol/close-codes.ts';
import type { VisitorCommand } from '../protocol/commands.ts';
import type { WireEntry } from '../protocol/entries.ts';
import type { VisitorHello, VisitorServerFrame, VisitorSignal } from '../protocol/frames.ts';
import { PROTOCOL_VERSION } from '../protocol/limits.ts';
import { createChanges } from './changes.ts';
import type { VisitorClient, VisitorClientOptions, VisitorState } from './client-state.ts';
import { createConnection } from './connection.ts';
import { guardVisitorFrame, isStrange } from './guard.ts';
import { createOutbox } from './outbox.ts';
import { createTimeline } from './timeline.ts';

type Welcome = Extract<VisitorServerFrame, { type: 'welcome' }>;

/** A shopper's end of the wire. It does nothing before `start`, and holds no socket or timer after `stop`. */
export function createVisitorClient(options: VisitorClientOptions): VisitorClient {
  const { platform } = options;
  const client = platform.uuid();
  let token: string | undefined;
  /** The token of the last hello, and one that the server no longer takes. */
  let shown: string | undefined;
  let refused: string | undefined;
  let welcome: Welcome | undefined;
  /** A closed conversation that the shopper has left behind. */
  let left: string | undefined;
  /** The newest of the signals that hold until the next one; told again after each welcome. */
  const lasting = new Map<string, VisitorSignal>();

  const { state, changed, subscribe } = createChanges<VisitorState>(() => ({
    connection: connection.state(),
    visitor: welcome?.visitor,
    settings: welcome?.settings,
    timeline: timeline.state(),
    outbox: outbox.items(),
  }));

  const connection = createConnection({
    url: options.url,
    platform,
    guard(value) {
      const frame = guardVisitorFrame(value);
      if (!frame && isStrange(value)) options.onStrange?.();
      return frame;
    },
    onOpen() {
      const about = options.hello();
      shown = about.token ?? token;
      if (shown === refused) shown = undefined;
      const hello: VisitorHello = {
        type: 'hello',
        protocol: PROTOCOL_VERSION,
        client,
        ...about,
        token: shown,
        after: timeline.cursor(),
      };
      connection.send(hello);
    },
    onFrame(frame) {
      receive(frame);
      settle();
      changed();
    },
    onState() {
      if (connection.state().at !== 'online') outbox.pause();
      changed();
    },
    mayRetry(code) {
      if (code !== CLOSE_CODES.unauthorised.code || !shown) return false;
      refused = shown;
      token = undefined;
      return true;
    },
  });

  const timeline = createTimeline({ clock: platform.clock, ask: connection.send, onQuiet: changed });

  const outbox = createOutbox<VisitorCommand>({
    platform,
    storage: options.storage,
    send: connection.send,
    lane: () => '',
    // Nobody wrote these: there is nobody to offer another try to.
    keepsFailed: ({ type }) => type !== 'cart.report' && type !== 'consent.change',
  });

  function greet(frame: Welcome): void {
    welcome = frame;
    token = frame.token;
    const { conversation, epoch, from, entries } = frame;
    if (!conversation || (conversation === left && !reopened(entries))) timeline.clear();
    else {
      left = undefined;
      timeline.begin({ conversation, epoch, from, entries }, frame.read);
    }
    options.onToken(frame.token, frame.visitor);
    for (const signal of lasting.values()) connection.send(signal);
    settle();
    outbox.resume(frame.visitor);
    // Last, because listeners hear of it: by now all that the welcome changes fits together.
    connection.welcomed();
  }

  function receive(frame: VisitorServerFrame): void {
    options.onFrame?.(frame);
    if (frame.type === 'welcome') greet(frame);
    else if (frame.type === 'ack') outbox.ack(frame);
    else if (frame.type === 'refused') outbox.refused(frame);
    else if (frame.type === 'entries') follow(frame);
    else if (frame.type === 'history') timeline.prepend(frame);
    else if (frame.type === 'typing') timeline.typing(frame);
    else if (frame.type === 'read') timeline.read(frame);
    else if (frame.type === 'reset') {
      left = undefined;
      timeline.clear();
      timeline.begin(frame);
    }
  }

  function follow(frame: Extract<VisitorServerFrame, { type: 'entries' }>): void {
    const from = frame.entries[0]?.position;
    if (from && welcome && frame.conversation === left && reopened(frame.entries)) {
      left = undefined;
      timeline.begin({ ...frame, epoch: welcome.epoch, from });
    } else timeline.apply(frame);
  }

  const settle = (): void => outbox.settle(timeline.state(), timeline.cursor()?.position ?? 0);

  function send(request: object, id = platform.uuid()): string {
    outbox.add({ ...request, id } as VisitorCommand);
    changed();
    return id;
  }

  return {
    start: connection.start,
    stop: connection.stop,
    nudge: connection.nudge,
    send,
    retry(id) {
      const command = outbox.take(id);
      return command ? send(command) : id;
    },
    discard(id) {
      outbox.take(id);
      changed();
    },
    signal(signal) {
      if (signal.type === 'read' || signal.type === 'presence') lasting.set(signal.type, signal);
      if (connection.state().at === 'online') connection.send(signal);
      if (signal.type !== 'read') return;
      timeline.read({ ...signal, reader: 'visitor' });
      changed();
    },
    loadOlder: () => timeline.loadOlder(),
    startOver() {
      left = timeline.state()?.conversation;
      timeline.clear();
      changed();
    },
    state,
    subscribe,
  };
}

/** Whether the last word of these entries on the matter is that the conversation goes on. */
function reopened(entries: readonly WireEntry[]): boolean {
  return (
    entries.findLast(({ kind }) => kind === 'conversation.closed' || kind === 'conversation.reopened')?.kind ===
    'conversation.reopened'
  );
}
