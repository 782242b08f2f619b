import type { Author } from '../../protocol/author.ts';
import type { AgentSignal } from '../../protocol/frames.ts';
import { topics } from '../bus/bus.ts';
import { epochOf, erasuresOf } from '../conversations/erased-signal.ts';
import type { ConversationRow } from '../store/log.ts';
import type { Link } from './link.ts';
import { type OpenLog, openLog } from './open-log.ts';
import { asksForPage, pageFrame } from './page-frame.ts';
import { createQueue, type SessionParts } from './session-parts.ts';
import { type ConversationSignal, conversationSignal, type ListSignal } from './signals.ts';

type Signal<T> = Extract<AgentSignal, { type: T }>;
/** What concerns one conversation. */
export type WatchSignal = Signal<'watch' | 'unwatch' | 'sync' | 'typing' | 'read'>;

/** Conversations that one socket follows at a time; the oldest gives way. */
const MOST = 20;

/** [GW32–GW34] The conversations that an agent's socket reads. Reading assigns nobody. */
export interface AgentWatch {
  receive(signal: WatchSignal): void;
  has(conversation: string): boolean;
  stop(): void;
}

export function createAgentWatch(
  parts: SessionParts,
  link: Link,
  who: { shop: string; agent: string; by: Author },
): AgentWatch {
  const { conversations, store, bus, hub, clock, positions } = parts;
  const { shop, agent } = who;
  const { writer } = link;
  const queue = createQueue((error) => link.fail(error));
  const open = new Map<string, OpenLog>();

  const tell = (conversation: string, signal: ConversationSignal): void =>
    bus.signal(topics.conversation(shop, conversation), signal);

  function close(conversation: string): void {
    open.get(conversation)?.stop();
    open.delete(conversation);
  }

  function hear({ id: conversation, erasures = 0 }: ConversationRow, payload: unknown): void {
    if (erasuresOf(payload) > erasures) void queue(() => watch({ type: 'watch', conversation }));
    const signal = conversationSignal(payload);
    if (!signal || signal.from === link.id) return;
    if (signal.type === 'typing') {
      writer.send({ type: 'typing', conversation, by: signal.by, on: signal.on });
    } else tellRead(conversation, signal.reader, signal.seq);
  }

  const tellRead = (conversation: string, reader: 'visitor' | 'team', position: number): void => {
    writer.send({ type: 'read', conversation, reader, position });
  };

  async function watch({ conversation, after, epoch: known }: Signal<'watch'>): Promise<void> {
    close(conversation);
    const [row, stored] = await Promise.all([conversations.row(shop, conversation), conversations.epoch()]);
    const epoch = epochOf(stored, row);
    if (!row) {
      writer.send({ type: 'reset', conversation, epoch, from: 1, entries: [] });
      return;
    }
    const log = await openLog({
      conversation,
      topic: topics.conversation(shop, conversation),
      head: row.seq,
      after: known === undefined || known === epoch ? after : undefined,
      hub,
      writer,
      read: (range) => conversations.readAsTeam(shop, conversation, range),
      onSignal: (payload) => hear(row, payload),
      onError: (error) => link.fail(error),
    });
    if (!link.open()) {
      log.stop();
      return;
    }
    open.set(conversation, log);
    for (const oldest of open.keys()) if (open.size > MOST) close(oldest);
    const { from, entries } = log;
    if (!log.continues) writer.send({ type: 'reset', conversation, epoch, from, entries });
    else if (entries.length > 0) writer.send({ type: 'entries', conversation, entries });
    await tellReads(row);
    log.follow();
  }

  async function tellReads({ id }: ConversationRow): Promise<void> {
    const reads = await store.folders.reads(shop, id);
    const team = Math.max(0, ...reads.filter(({ reader }) => reader !== 'visitor').map(({ position }) => position));
    const pub = reads.find(({ reader }) => reader === 'visitor')?.position ?? 0;
    if (team > 0) tellRead(id, 'team', team);
    if (pub > 0) tellRead(id, 'visitor', await positions.seqAt(shop, id, pub));
  }

  async function sync({ conversation, after, before }: Signal<'sync'>): Promise<void> {
    const range = { after, before };
    writer.send(pageFrame(conversation, range, await conversations.readAsTeam(shop, conversation, range)));
  }

  async function read({ conversation, position }: Signal<'read'>): Promise<void> {
    const row = await conversations.row(shop, conversation);
    if (!row) return;
    const seq = Math.min(position, row.seq);
    await store.folders.markRead(shop, conversation, { reader: agent, position: seq, at: clock.now() });
    const pub = await positions.pubAt(shop, conversation, seq);
    tell(conversation, { type: 'read', reader: 'team', seq, pub, from: link.id });
    const changed: ListSignal = { conversation, agent };
    bus.signal(topics.lists(shop), changed);
  }

  return {
    has: (conversation) => open.has(conversation),
    receive(signal) {
      switch (signal.type) {
        case 'watch':
          void queue(() => watch(signal));
          break;
        case 'unwatch':
          void queue(async () => close(signal.conversation));
          break;
        case 'sync':
          if (!asksForPage(signal)) link.close('badFrame');
          else void queue(() => sync(signal));
          break;
        case 'read':
          void queue(() => read(signal));
          break;
        case 'typing':
          if (!signal.conversation) return;
          tell(signal.conversation, { type: 'typing', by: who.by, on: signal.on, from: link.id });
          break;
      }
    },
    stop() {
      for (const conversation of open.keys()) close(conversation);
    },
  };
}
