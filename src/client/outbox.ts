import type { AckFrame, RefusedFrame } from '../protocol/frames.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { OutboxItem, TimelineState } from './client-state.ts';
import { toJson } from './json.ts';
import type { OutboxStorage, Platform } from './platform.ts';

type Identified = { id: string };

interface Kept<C> extends OutboxItem<C> {
  /** Whose words these are; unknown until the first welcome. */
  visitor?: string;
  /** Acknowledged; stays until the timeline shows what it became. */
  done?: AckFrame;
}

export interface OutboxOptions<C> {
  platform: Platform;
  /** Called only while online. What the socket swallows is sent again after the next welcome. */
  send(command: C): void;
  /** Commands of one lane go one after the other. */
  lane(command: C): string;
  /** Whether a final refusal of this command is kept for the person who wrote it. */
  keepsFailed(command: C): boolean;
  storage?: OutboxStorage;
}

export interface Outbox<C> {
  items(): readonly OutboxItem<C>[];
  add(command: C): void;
  /** Takes an item that is not on its way out; undefined when there is none. */
  take(id: string): C | undefined;
  /** Online as this visitor: what somebody else wrote is dropped, the rest goes out again. */
  resume(visitor?: string): void;
  pause(): void;
  ack(frame: AckFrame): void;
  /** Returns the command when the refusal is final. */
  refused(frame: RefusedFrame): C | undefined;
  /** Lets go of what the timeline shows by now. */
  settle(timeline: TimelineState | undefined, head: number): void;
}

/** [CL30–CL38] What was asked for and is not yet certain. Each command goes out in order, again and again, until it is answered. */
export function createOutbox<C extends Identified>(options: OutboxOptions<C>): Outbox<C> {
  const { clock } = options.platform;
  let { storage } = options;
  let items: Kept<C>[] = load();
  let owner: string | undefined;
  let online = false;
  /** The server has asked for patience. Only the timer ends it: timers may fire before the clock has got there. */
  let patient = false;
  let refusals = 0;
  let timer: unknown;

  function load(): Kept<C>[] {
    try {
      const kept: unknown = JSON.parse(storage?.load() || '[]');
      return Array.isArray(kept) ? kept.filter((item) => item?.command?.id && item.state) : [];
    } catch {
      // Storage that is blocked or spoilt holds nothing.
      return [];
    }
  }

  function keep(next: Kept<C>[]): void {
    items = next;
    const unsure = items
      .filter((item) => !item.done)
      .map((item) => (item.state.at === 'sending' ? queued(item) : item));
    try {
      if (unsure[0]) storage?.save(toJson(unsure));
      else storage?.clear();
    } catch {
      // Full or forbidden: from here on memory has to do.
      storage = undefined;
    }
  }

  const queued = (item: Kept<C>): Kept<C> => ({ ...item, state: { at: 'queued' } });
  const change = (id: string, to: (item: Kept<C>) => Kept<C>): void =>
    keep(items.map((item) => (item.command.id === id ? to(item) : item)));
  const without = (id: string): Kept<C>[] => items.filter((item) => item.command.id !== id);

  function pump(): void {
    if (!online || patient) return;
    const busy = new Set<string>();
    const out: C[] = [];
    items = items.map((item) => {
      const lane = options.lane(item.command);
      if (item.done || item.state.at === 'failed' || busy.has(lane)) return item;
      busy.add(lane);
      if (item.state.at === 'sending') return item;
      out.push(item.command);
      return { ...item, state: { at: 'sending' } };
    });
    out.forEach(options.send);
  }

  return {
    items: () => items,
    add(command) {
      keep([...items, { command, at: clock.now(), visitor: owner, state: { at: 'queued' } }]);
      pump();
    },
    take(id) {
      const found = items.find((item) => item.command.id === id && item.state.at !== 'sending');
      if (found) keep(without(id));
      return found?.command;
    },
    resume(visitor) {
      online = true;
      owner = visitor;
      keep(items.filter((item) => !item.visitor || item.visitor === visitor).map((item) => ({ ...item, visitor })));
      pump();
    },
    pause() {
      online = false;
      clock.clearTimeout(timer);
      patient = false;
      items = items.map((item) => (item.state.at === 'sending' && !item.done ? queued(item) : item));
    },
    ack(frame) {
      refusals = 0;
      change(frame.id, (item) => ({ ...item, done: frame }));
      pump();
    },
    refused({ id, code, message, retry, retryAfterMs }) {
      const command = items.find((item) => item.command.id === id)?.command;
      if (!command) return undefined;
      if (retry) {
        const ms = retryAfterMs ?? Math.min(LIMITS.backoffMaxMs, LIMITS.backoffMinMs * 2 ** refusals++);
        patient = true;
        clock.clearTimeout(timer);
        timer = clock.setTimeout(() => {
          patient = false;
          pump();
        }, ms);
        change(id, queued);
        return undefined;
      }
      if (options.keepsFailed(command)) change(id, (item) => ({ ...item, state: { at: 'failed', code, message } }));
      else keep(without(id));
      pump();
      return command;
    },
    settle(timeline, head) {
      const left = items.filter(({ command, done }) => {
        if (timeline?.entries.some((entry) => entry.command === command.id)) return false;
        return !done || (done.conversation === timeline?.conversation && done.position > head);
      });
      if (left.length === items.length) return;
      keep(left);
      pump();
    },
  };
}
