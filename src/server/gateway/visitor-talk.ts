import type { VisitorCommand } from '../../protocol/commands.ts';
import { topics } from '../bus/bus.ts';
import { epochOf, erasuresOf } from '../conversations/erased-signal.ts';
import { StateTooNew } from '../conversations/state-too-new.ts';
import type { ConversationRow } from '../store/log.ts';
import { type OpenLog, openLog } from './open-log.ts';
import { createQueue, type SessionParts } from './session-parts.ts';
import { conversationSignal } from './signals.ts';
import type { Visit } from './visit.ts';
import { type TalkSignal, visitorSignals } from './visitor-signals.ts';

/** [GW14–GW29] What a visit needs once there is a conversation, or somebody wants one. */
export interface Talk {
  /** @param heard when the frame came, by the process's own clock, ms */
  command(command: VisitorCommand, heard: number): void;
  signal(signal: TalkSignal): void;
  /** Another tab may have opened a conversation: then that one is followed. */
  refresh(): void;
  /** The conversation that is followed from now on; its first entries are for the caller to send. */
  open(row: ConversationRow, after?: number): Promise<OpenLog>;
  stop(): void;
}

export function beginTalk(parts: SessionParts, visit: Visit): Talk {
  const { conversations, hub, limits } = parts;
  const { link, shop, visitor, sender } = visit;
  const { writer } = link;
  let log: OpenLog | undefined;

  const fail = (error: unknown): void => (error instanceof StateTooNew ? link.close('restarting') : link.fail(error));
  const commands = createQueue(fail);
  const switches = createQueue(fail);
  const signals = visitorSignals(parts, link, { shop, visitor, conversation: () => log?.conversation });

  const hear = (payload: unknown, erasures: number): void => {
    if (erasuresOf(payload) > erasures) void startOver();
    const signal = conversationSignal(payload);
    if (!signal || !log || signal.from === link.id) return;
    const { conversation } = log;
    if (signal.type === 'read') {
      const { reader, pub } = signal;
      writer.send({ type: 'read', conversation, reader, position: pub });
    } else if (signal.by.role !== 'visitor') {
      writer.send({ type: 'typing', conversation, by: signal.by, on: signal.on });
    }
  };

  async function open(row: ConversationRow, after?: number): Promise<OpenLog> {
    log?.stop();
    const opened = await openLog({
      conversation: row.id,
      topic: topics.conversation(shop, row.id),
      head: row.pub,
      after,
      hub,
      writer,
      read: (range) => conversations.readAsVisitor(shop, row.id, range),
      onSignal: (payload) => hear(payload, row.erasures ?? 0),
      onError: fail,
    });
    log = opened;
    if (!link.open()) opened.stop();
    parts.presence.showIn(visit.lease, row.id);
    return opened;
  }

  /** Another tab, or a command just now, may have opened a conversation: then that one is followed. */
  const refresh = (): Promise<void> =>
    switches(async () => {
      if (!link.open()) return;
      const current = log && (await conversations.row(shop, log.conversation));
      if (current?.open) return;
      const row = await conversations.latest(shop, visitor);
      if (row && row.id !== log?.conversation) await reset(row);
    });

  /** What the page holds of this log was erased: it reads anew. */
  const startOver = (): Promise<void> =>
    switches(async () => {
      const row = log && link.open() && (await conversations.row(shop, log.conversation));
      if (row) await reset(row);
    });

  async function reset(row: ConversationRow): Promise<void> {
    const epoch = epochOf(await conversations.epoch(), row);
    const opened = await open(row);
    const { conversation, from, entries } = opened;
    writer.send({ type: 'reset', conversation, epoch, from, entries });
    opened.follow();
  }

  async function run(command: VisitorCommand, heard: number): Promise<void> {
    const { id } = command;
    if (command.type === 'message.send' && command.content.text.length > limits.textLength) {
      link.refuse(id, 'text_too_long');
      return;
    }
    const buckets = parts.rates.command({ shop, visitor, prefix: link.prefix, known: visit.known });
    const waitMs = await parts.ephemeral.takeAll(buckets);
    if (waitMs > 0) {
      link.refuse(id, 'too_fast', { retryAfterMs: Math.ceil(waitMs) });
      return;
    }
    const result = await conversations.execute(sender, command);
    if (!result.ok) {
      link.refuse(id, result.code, { conversation: command.conversation, retryAfterMs: result.retryAfterMs });
      return;
    }
    if (command.type === 'consent.change') visit.consent = command.consent;
    const { conversation } = result;
    if (conversation && conversation !== log?.conversation) await refresh();
    writer.send({ type: 'ack', id, conversation, position: result.pub });
    parts.meters?.acked((performance.now() - heard) / 1000);
  }

  return {
    command: (command, heard) => void commands(() => run(command, heard)),
    signal: signals.receive,
    refresh: () => void refresh(),
    open,
    stop: () => log?.stop(),
  };
}
