import type { AgentCommand } from '../protocol/commands.ts';
import type { AgentHello, AgentServerFrame, AgentSignal, Counts } from '../protocol/frames.ts';
import { PROTOCOL_VERSION } from '../protocol/limits.ts';
import { createAgentRows } from './agent-rows.ts';
import { createChanges } from './changes.ts';
import type { AgentClient, AgentClientOptions, AgentState } from './client-state.ts';
import { createConnection } from './connection.ts';
import { guardAgentFrame } from './guard-agent.ts';
import { createOutbox } from './outbox.ts';
import { createTimeline } from './timeline.ts';

type Welcome = Extract<AgentServerFrame, { type: 'welcome' }>;

/** A team member's end of the wire. It does nothing before `start`, and holds no socket or timer after `stop`. */
export function createAgentClient(options: AgentClientOptions): AgentClient {
  const { platform } = options;
  const client = platform.uuid();
  let welcome: Welcome | undefined;
  let counts: Counts | undefined;
  /** The conversation on the screen. */
  let open: string | undefined;

  const { state, changed, subscribe } = createChanges<AgentState>(() => ({
    connection: connection.state(),
    me: welcome?.agent,
    shop: welcome?.shop,
    counts,
    folder: rows.folder(),
    rows: rows.rows(),
    loading: rows.loading(),
    hasMore: rows.hasMore(),
    known: new Map(rows.known()),
    open: timeline.state(),
    outbox: outbox.items(),
  }));

  const connection = createConnection<AgentServerFrame>({
    url: options.url,
    platform,
    guard: guardAgentFrame,
    onOpen() {
      const hello: AgentHello = { type: 'hello', protocol: PROTOCOL_VERSION, agent: true, client };
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
    mayRetry: () => false,
  });

  function tell(frame: { type: string }): void {
    if (connection.state().at === 'online') connection.send(frame);
  }

  const timeline = createTimeline({ clock: platform.clock, ask: tell, onQuiet: changed });
  const rows = createAgentRows(tell);
  const outbox = createOutbox<AgentCommand>({
    platform,
    send: connection.send,
    lane: ({ conversation }) => conversation,
    // Words can be sent again; a button can be pressed again.
    keepsFailed: ({ type }) => type === 'message.send' || type === 'note.add',
  });

  const settle = (): void => outbox.settle(timeline.state(), timeline.cursor()?.position ?? 0);

  function watch(): void {
    if (!open) return;
    const cursor = timeline.cursor();
    const held = cursor && { after: cursor.position, epoch: cursor.epoch };
    const frame: AgentSignal = { type: 'watch', conversation: open, ...held };
    tell(frame);
  }

  function unwatch(conversation: string): void {
    const frame: AgentSignal = { type: 'unwatch', conversation };
    tell(frame);
  }

  function greet(frame: Welcome): void {
    welcome = frame;
    connection.welcomed();
    timeline.askAgain();
    rows.refresh();
    watch();
    outbox.resume();
  }

  function refused(frame: Extract<AgentServerFrame, { type: 'refused' }>): void {
    const command = outbox.refused(frame);
    if (command) options.onRefused(command, frame.code, frame.message);
  }

  function receive(frame: AgentServerFrame): void {
    if (frame.type === 'welcome') greet(frame);
    else if (frame.type === 'ack') outbox.ack(frame);
    else if (frame.type === 'refused') refused(frame);
    else if (frame.type === 'entries') timeline.apply(frame);
    else if (frame.type === 'history') timeline.prepend(frame);
    else if (frame.type === 'typing') timeline.typing(frame);
    else if (frame.type === 'read') timeline.read(frame);
    else if (frame.type === 'row') rows.row(frame.row);
    else if (frame.type === 'listed') rows.listed(frame.folder, frame.more);
    else if (frame.type === 'counts') counts = frame.counts;
    else if (frame.type === 'alert') options.onAlert(frame);
    else if (frame.type === 'reset' && frame.conversation === open) {
      timeline.clear();
      timeline.begin(frame);
    }
  }

  function send(request: object): string {
    const id = platform.uuid();
    outbox.add({ ...request, id } as AgentCommand);
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
    signal: tell,
    watchFolder(folder) {
      rows.watch(folder);
      changed();
    },
    loadMore: () => rows.loadMore(),
    open(conversation) {
      if (conversation === open) return;
      if (open) unwatch(open);
      timeline.clear();
      open = conversation;
      watch();
      settle();
      changed();
    },
    loadOlder: () => timeline.loadOlder(),
    state,
    subscribe,
  };
}
