import type { Me } from '../../protocol/frames.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Folder, Presence, Row } from '../../protocol/rows.ts';
import type { Link } from './link.ts';
import { createQueue, type SessionParts } from './session-parts.ts';
import type { ListSignal } from './signals.ts';

const PAGE = 50;

/** [GW40–GW47] The lists of one agent's socket: a folder's rows, what changes in them, counts and alerts. */
export interface AgentList {
  watch(folder: Folder, before: number | undefined): void;
  changed(signal: ListSignal): void;
  /** Looks again at rows whose visitor was there: a lease can lapse without a word. */
  recheck(): void;
  stop(): void;
}

export function createAgentList(
  { store, clock, describeRows }: Pick<SessionParts, 'store' | 'clock' | 'describeRows'>,
  link: Link,
  who: { shop: string; me: Me; reads(conversation: string): boolean },
): AgentList {
  const { writer } = link;
  const { shop, me } = who;
  const queue = createQueue((error) => link.fail(error));
  let folder: Folder | undefined;
  /** Rows that the client has, with the presence that they showed. */
  const sent = new Map<string, Presence>();
  const dirty = new Set<string>();
  const alerts = new Set<string>();
  let flushing = false;
  let counted = '';
  let countedAt = 0;
  let timer: unknown;

  function send(row: Row): void {
    sent.set(row.conversation, row.presence);
    writer.send({ type: 'row', row });
  }

  /** Changes gather while others are read or the reader is slow; each row is then told once. */
  function flush(): void {
    if (flushing || dirty.size === 0) return;
    flushing = true;
    void queue(async () => {
      const changed = [...dirty];
      dirty.clear();
      const rows = await describeRows(await store.folders.rows(shop, me.id, changed), me.id);
      for (const row of rows) tell(row);
    }).then(() => {
      flushing = false;
      if (!link.open()) return;
      if (writer.ready()) flush();
      else writer.onceReady(flush);
    });
  }

  function tell(row: Row): void {
    const { conversation, visitor } = row;
    const alert = alerts.delete(conversation);
    const shown = folder !== undefined && row.folders.includes(folder);
    if (shown || alert || sent.has(conversation) || who.reads(conversation)) send(row);
    if (alert) {
      const name = visitor.name ?? visitor.email ?? '';
      writer.send({ type: 'alert', conversation, name });
    }
  }

  function count(): void {
    if (timer !== undefined) return;
    const due = countedAt + LIMITS.countIntervalMs - clock.now();
    timer = clock.setTimeout(
      () => {
        timer = undefined;
        countedAt = clock.now();
        void queue(async () => {
          const counts = await store.folders.counts(shop, me.id);
          const text = JSON.stringify(counts);
          if (text === counted || !link.open()) return;
          counted = text;
          writer.send({ type: 'counts', counts });
        });
      },
      Math.max(0, due),
    );
  }

  return {
    watch(next, before) {
      if (next !== folder) sent.clear();
      folder = next;
      void queue(async () => {
        const listed = await store.folders.list({ shop, agent: me.id, folder: next, before, limit: PAGE });
        for (const row of await describeRows(listed, me.id)) send(row);
        writer.send({ type: 'listed', folder: next, more: listed.length >= PAGE });
      });
      count();
    },
    changed({ conversation, alert, agent }) {
      if (agent !== undefined && agent !== me.id) return;
      dirty.add(conversation);
      if (alert) alerts.add(conversation);
      flush();
      if (agent === undefined) count();
    },
    recheck() {
      for (const [conversation, presence] of sent) if (presence !== 'left') dirty.add(conversation);
      flush();
    },
    stop() {
      clock.clearTimeout(timer);
      dirty.clear();
    },
  };
}
