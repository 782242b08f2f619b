import type { WireEntry } from '../protocol/entries.ts';
import type { AgentServerFrame, Cursor, VisitorSignal } from '../protocol/frames.ts';
import type { TimelineState } from './client-state.ts';
import type { Clock } from './platform.ts';

/** Somebody who types says so again within this time, or has stopped, ms. */
const TYPING_MS = 6000;

type Sync = Extract<VisitorSignal, { type: 'sync' }>;
type Incoming<T> = Extract<AgentServerFrame, { type: T }>;
/** What a `welcome` and a `reset` have in common. */
export type Beginning = Omit<Incoming<'reset'>, 'type'>;

export interface TimelineOptions {
  clock: Clock;
  ask(sync: Sync): void;
  /** Something changed by itself: nobody types any more. */
  onQuiet(): void;
}

export interface Timeline {
  state(): TimelineState | undefined;
  cursor(): Cursor | undefined;
  /** Goes on after what is held if `from` is the next position of the same log, else starts over. */
  begin(beginning: Beginning, read?: TimelineState['read']): void;
  clear(): void;
  /** The connection is a new one: what was asked for on the old one will not come. */
  askAgain(): void;
  apply(frame: Omit<Incoming<'entries'>, 'type'>): void;
  prepend(frame: Incoming<'history'>): void;
  typing(frame: Incoming<'typing'>): void;
  read(frame: Incoming<'read'>): void;
  loadOlder(): void;
}

/** [CL20–CL27] One conversation as it is read: an unbroken run of entries, whatever order frames come in. */
export function createTimeline({ clock, ask, onQuiet }: TimelineOptions): Timeline {
  let held: TimelineState | undefined;
  /** Position of the newest entry held, and the highest one heard of. */
  let head = 0;
  let goal = 0;
  /** Head at which the missing part was last asked for. */
  let askedAt = -1;
  let askedOlder = false;
  let timer: unknown;

  const first = (entries: readonly WireEntry[]): number => entries[0]?.position ?? head + 1;

  function quiet(): void {
    clock.clearTimeout(timer);
    if (held?.typing) held = { ...held, typing: undefined };
  }

  const timeline: Timeline = {
    state: () => held,
    cursor: () => held && { conversation: held.conversation, epoch: held.epoch, position: head },
    begin({ conversation, epoch, from, entries }, read = { visitor: 0, team: 0 }) {
      quiet();
      if (held?.conversation === conversation && held.epoch === epoch && from === head + 1) {
        held = { ...held, read };
      } else {
        head = from - 1;
        held = { conversation, epoch, from, entries: [], hasOlder: from > 1, read };
      }
      goal = 0;
      timeline.askAgain();
      timeline.apply({ conversation, entries });
    },
    askAgain() {
      askedAt = -1;
      askedOlder = false;
    },
    clear() {
      quiet();
      held = undefined;
    },
    apply({ conversation, entries }) {
      if (held?.conversation !== conversation) return;
      const fresh: WireEntry[] = [];
      for (const entry of entries) {
        if (entry.position === head + 1) {
          head += 1;
          fresh.push(entry);
        }
        goal = Math.max(goal, entry.position);
      }
      const typing = held.typing;
      if (fresh.some((entry) => entry.by.role === typing?.role)) quiet();
      if (fresh[0]) held = { ...held, entries: [...held.entries, ...fresh] };
      if (head < goal && askedAt !== head) {
        askedAt = head;
        ask({ type: 'sync', conversation, after: head });
      }
    },
    prepend({ conversation, from, entries }) {
      if (held?.conversation !== conversation) return;
      askedOlder = false;
      const last = entries.at(-1);
      if (!last) held = { ...held, hasOlder: false };
      else if (last.position === first(held.entries) - 1) {
        held = { ...held, entries: [...entries, ...held.entries], hasOlder: from > 1 };
      }
    },
    typing({ conversation, by, on }) {
      if (held?.conversation !== conversation) return;
      quiet();
      if (!on) return;
      held = { ...held, typing: by };
      timer = clock.setTimeout(() => {
        quiet();
        onQuiet();
      }, TYPING_MS);
    },
    read({ conversation, reader, position }) {
      if (held?.conversation !== conversation) return;
      held = { ...held, read: { ...held.read, [reader]: Math.max(held.read[reader], position) } };
    },
    loadOlder() {
      if (!held?.hasOlder || askedOlder) return;
      askedOlder = true;
      ask({ type: 'sync', conversation: held.conversation, before: first(held.entries) });
    },
  };
  return timeline;
}
