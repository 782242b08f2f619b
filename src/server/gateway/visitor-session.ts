import type { VisitorCommand } from '../../protocol/commands.ts';
import type { VisitorHello, VisitorSignal } from '../../protocol/frames.ts';
import { topics } from '../bus/bus.ts';
import { epochOf, erasuresOf } from '../conversations/erased-signal.ts';
import { StateTooNew } from '../conversations/state-too-new.ts';
import type { ConversationRow } from '../store/log.ts';
import { type Admitted, admitVisitor } from './admit-visitor.ts';
import { closeWhenRevoked } from './close-when-revoked.ts';
import type { Link } from './link.ts';
import { type OpenLog, openLog } from './open-log.ts';
import { readVisitorFrame } from './read-frame.ts';
import { createQueue, type LiveSession, type SessionParts } from './session-parts.ts';
import { type ConnectedSignal, connectedSignal, conversationSignal } from './signals.ts';
import { visitorSignals } from './visitor-signals.ts';

/** [GW10–GW29] A shopper's socket from hello to close. Undefined when the hello was refused. */
export async function openVisitorSession(
  parts: SessionParts,
  link: Link,
  hello: VisitorHello,
): Promise<LiveSession | undefined> {
  const admitted = await admitVisitor(parts, link, hello);
  return admitted && link.open() ? welcomeVisitor(parts, link, hello, admitted) : undefined;
}

async function welcomeVisitor(
  parts: SessionParts,
  link: Link,
  hello: VisitorHello,
  admitted: Admitted,
): Promise<LiveSession> {
  const { conversations, hub, bus, limits } = parts;
  const { shop } = hello;
  const { visitor, token, identity, problem, settings, sender } = admitted;
  const { writer } = link;
  let log: OpenLog | undefined;
  let consent = hello.consent;
  /** They have written before. */
  let known = false;

  const fail = (error: unknown): void => (error instanceof StateTooNew ? link.close('restarting') : link.fail(error));
  const commands = createQueue(fail);
  const switches = createQueue(fail);
  const lease = parts.presence.begin(shop, visitor, link.id);
  const stopChecking = closeWhenRevoked(parts, link, shop, admitted);
  const stopListening = hub.follow(topics.visitor(shop, visitor), {
    wake: () => void refresh(),
    signal(payload) {
      const other = connectedSignal(payload);
      if (other && other.client === hello.client && other.from !== link.id) link.close('replaced');
    },
  });

  function end(): void {
    stopListening();
    stopChecking();
    log?.stop();
    lease.end();
  }

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
    lease.shownIn(row.id);
    return opened;
  }

  async function readsOf(row: ConversationRow | undefined): Promise<{ visitor: number; team: number }> {
    const reads = row ? await parts.store.folders.reads(shop, row.id) : [];
    const far = (whose: (reader: string) => boolean): number =>
      Math.max(0, ...reads.filter(({ reader }) => whose(reader)).map(({ position }) => position));
    const seq = far((reader) => reader !== 'visitor');
    const team = row && seq > 0 ? await parts.positions.pubAt(shop, row.id, seq) : 0;
    return { visitor: far((reader) => reader === 'visitor'), team };
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

  /** @param heard when the frame came, by the process's own clock, ms */
  async function run(command: VisitorCommand, heard: number): Promise<void> {
    const { id } = command;
    if (command.type === 'message.send' && command.content.text.length > limits.textLength) {
      link.refuse(id, 'text_too_long');
      return;
    }
    const waitMs = await parts.ephemeral.takeAll(parts.rates.command({ shop, visitor, prefix: link.prefix, known }));
    if (waitMs > 0) {
      link.refuse(id, 'too_fast', { retryAfterMs: Math.ceil(waitMs) });
      return;
    }
    const result = await conversations.execute(sender, command);
    if (!result.ok) {
      link.refuse(id, result.code, { conversation: command.conversation, retryAfterMs: result.retryAfterMs });
      return;
    }
    if (command.type === 'consent.change') consent = command.consent;
    const { conversation } = result;
    if (conversation && conversation !== log?.conversation) await refresh();
    writer.send({ type: 'ack', id, conversation, position: result.pub });
    parts.meters?.acked((performance.now() - heard) / 1000);
  }

  const signals = visitorSignals(parts, link, {
    shop,
    visitor,
    lease,
    conversation: () => log?.conversation,
    mayKeepPages: () => (consent & 2) !== 0,
  });

  try {
    const [stored, row] = await Promise.all([conversations.epoch(), conversations.latest(shop, visitor)]);
    const epoch = epochOf(stored, row);
    known = row !== undefined;
    const { after } = hello;
    const fits = after?.conversation === row?.id && after?.epoch === epoch;
    const read = await readsOf(row);
    const opened = row && (await open(row, fits ? after?.position : undefined));
    writer.send({
      type: 'welcome',
      token,
      visitor,
      identity,
      ...(problem && { problem }),
      ...(row && { conversation: row.id }),
      epoch,
      from: opened?.from ?? 1,
      entries: opened?.entries ?? [],
      read,
      settings,
    });
    opened?.follow();
  } catch (error) {
    end();
    throw error;
  }

  if (hello.client) {
    const connected: ConnectedSignal = { type: 'connected', client: hello.client, from: link.id };
    bus.signal(topics.visitor(shop, visitor), connected);
  }
  if (hello.page) signals.receive({ type: 'page', ...hello.page });

  return {
    receive(text) {
      const read = readVisitorFrame(text);
      const heard = performance.now();
      if (read.at === 'command') void commands(() => run(read.command, heard));
      else if (read.at === 'signal') signals.receive(read.signal satisfies VisitorSignal);
      else if (read.at === 'refused') link.refuse(read.id, read.code);
      else link.close('badFrame');
    },
    end,
  };
}
