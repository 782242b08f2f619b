import type { VisitorSignal } from '../../protocol/frames.ts';
import { topics } from '../bus/bus.ts';
import type { Link } from './link.ts';
import { asksForPage, pageFrame } from './page-frame.ts';
import { createQueue, type SessionParts } from './session-parts.ts';
import type { ConversationSignal } from './signals.ts';

type Signal<T> = Extract<VisitorSignal, { type: T }>;
/** What concerns a conversation. */
export type TalkSignal = Signal<'sync' | 'read' | 'typing'>;

/** [GW22–GW25] What a shopper's socket asks and tells of conversations besides commands. */
export function visitorSignals(
  parts: SessionParts,
  link: Link,
  who: {
    shop: string;
    visitor: string;
    /** The one that is followed now. */
    conversation(): string | undefined;
  },
): { receive(signal: TalkSignal): void } {
  const { conversations, store, bus, clock } = parts;
  const { shop, visitor } = who;
  const { writer } = link;
  const queue = createQueue((error) => link.fail(error));
  let lastRead = { conversation: '', position: 0 };
  /** The head of a closed conversation that was asked about, and whether its shopper is blocked. */
  let asked = { at: '', blocked: false };

  const tell = (conversation: string, signal: ConversationSignal): void =>
    bus.signal(topics.conversation(shop, conversation), signal);
  /** Undefined for what is not this shopper's. */
  const own = async (id: string) => {
    const row = await conversations.row(shop, id);
    return row?.visitor === visitor ? row : undefined;
  };

  async function sync({ conversation, after, before }: Signal<'sync'>): Promise<void> {
    if (!(await own(conversation))) return;
    const range = { after, before };
    writer.send(pageFrame(conversation, range, await conversations.readAsVisitor(shop, conversation, range)));
  }

  async function read({ conversation, position }: Signal<'read'>): Promise<void> {
    if (conversation === lastRead.conversation && position <= lastRead.position) return;
    const row = await own(conversation);
    if (!row) return;
    const pub = Math.min(position, row.pub);
    lastRead = { conversation, position: pub };
    await store.folders.markRead(shop, conversation, { reader: 'visitor', position: pub, at: clock.now() });
    const seq = await parts.positions.seqAt(shop, conversation, pub);
    tell(conversation, { type: 'read', reader: 'visitor', seq, pub, from: link.id });
  }

  /** [BL8] In an open conversation nobody is blocked; a closed one is asked about once for each head. */
  async function typing({ on }: Signal<'typing'>, conversation: string): Promise<void> {
    const row = await own(conversation);
    if (!row) return;
    const at = `${row.id} ${row.seq}`;
    if (!row.open && asked.at !== at) {
      const [listed] = await store.folders.rows(shop, 'visitor', [row.id]);
      asked = { at, blocked: listed?.visitor.blocked === true };
    }
    if (row.open || !asked.blocked) tell(conversation, { type: 'typing', by: { role: 'visitor' }, on, from: link.id });
  }

  return {
    receive(signal) {
      const conversation = who.conversation();
      switch (signal.type) {
        case 'sync':
          if (!asksForPage(signal)) link.close('badFrame');
          else void queue(() => sync(signal));
          break;
        case 'read':
          void queue(() => read(signal));
          break;
        case 'typing':
          if (conversation) void queue(() => typing(signal, conversation));
          break;
      }
    },
  };
}
