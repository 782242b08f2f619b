import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { Conversation } from '../../src/domain/conversation.ts';
import { evolve } from '../../src/domain/evolve.ts';
import { Entry } from '../../src/protocol/entries.ts';
import { VISIBILITY } from '../../src/protocol/visibility.ts';
import type { Head, LedgerLine } from '../../src/server/store/log.ts';
import type { Store } from '../../src/server/store/store.ts';

export interface LogCheck {
  conversations: number;
  entries: number;
  faults: string[];
}

/**
 * Reads every conversation and holds it against the rules: entries of the known forms, both numberings without gaps,
 * each entry the doing of a command that the ledger holds as accepted and of a sender who may cause it, and the row
 * just what `evolve` makes of the log.
 */
export async function checkLogs(store: Pick<Store, 'log'>): Promise<LogCheck> {
  const check: LogCheck = { conversations: 0, entries: 0, faults: [] };
  let mark = 0;
  for (;;) {
    const { heads, mark: next } = await store.log.heads(mark, 500);
    for (const head of heads) await checkOne(store, head, check);
    if (heads.length === 0 || next === mark) return check;
    mark = next;
  }
}

async function checkOne({ log }: Pick<Store, 'log'>, head: Head, check: LogCheck): Promise<void> {
  const { shop, conversation } = head;
  const fault = (what: string): void => {
    if (check.faults.length < 50) check.faults.push(`${conversation}: ${what}`);
  };
  const lines = new Map<string, LedgerLine | undefined>();
  const stream = { shop, kind: 'conversation', id: conversation } as const;
  let state: Conversation | undefined;
  let seq = 0;
  let pub = 0;
  for (;;) {
    const page = await log.page(stream, { by: 'seq', after: seq, limit: 500, maxBytes: 4e6 });
    if (page.length === 0) break;
    for (const entry of page) {
      seq += 1;
      check.entries += 1;
      if (entry.seq !== seq) fault(`entry ${entry.seq} stands where ${seq} should`);
      if (VISIBILITY[entry.kind] === 'public') pub += 1;
      const expected = VISIBILITY[entry.kind] === 'public' ? pub : undefined;
      if (entry.pub !== expected) fault(`entry ${seq} has the public number ${entry.pub}, not ${expected}`);
      if (!v.safeParse(Entry, entry).success)
        fault(`entry ${seq} (${entry.kind}) has another form than the protocol says`);
      if (entry.command !== undefined) {
        if (!lines.has(entry.command)) lines.set(entry.command, await log.ledger(shop, entry.command));
        const line = lines.get(entry.command);
        if (!line?.outcome.ok) fault(`entry ${seq} comes from a command that was never accepted`);
        else if (line.conversation !== conversation) fault(`entry ${seq} comes from a command to another conversation`);
        else if (!mayCause(line.sender, entry.by.role))
          fault(`entry ${seq} by ${entry.by.role} comes from ${line.sender}`);
      }
      state = evolve(state, entry);
    }
  }
  check.conversations += 1;
  const row = await log.conversation(shop, conversation);
  if (row?.seq !== seq || row.pub !== pub) fault(`the row says ${row?.seq}/${row?.pub}, the log ends at ${seq}/${pub}`);
  if (!isDeepStrictEqual(plain(row?.state), plain(state))) fault('the row is not what its log evolves to');
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** The system speaks in everybody's wake; nobody speaks for another. */
function mayCause(sender: string, role: Entry['by']['role']): boolean {
  if (role === 'visitor') return sender.startsWith('visitor:');
  if (role === 'agent') return sender.startsWith('agent:') || sender.startsWith('key:');
  return true;
}
