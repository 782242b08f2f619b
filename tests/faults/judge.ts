import { isDeepStrictEqual } from 'node:util';
import { forTeam, forVisitor } from '../../src/domain/visible.ts';
import type { Entry, WireEntry } from '../../src/protocol/entries.ts';
import type { Store } from '../../src/server/store/store.ts';
import { checkLogs } from '../support/check-logs.ts';
import type { Colleague } from './colleague.ts';
import type { Sent, Shopper } from './shopper.ts';

export interface Verdict {
  sent: number;
  stored: number;
  botReplies: number;
  /** What was found wrong, in words; empty when all is well. */
  faults: string[];
}

type Seen<T, V> = { who: T; view: V };

/**
 * Holds the store against what everybody sent and saw: each acknowledged command stands in the log once, in its
 * sender's order; numbers have no gap and rows are the sum of their logs; what a client shows is what the log holds;
 * each turn of the bot was taken once, and no job is left.
 */
export async function judge(
  store: Store,
  people: {
    shoppers: Seen<Shopper, readonly WireEntry[]>[];
    colleagues: Seen<Colleague, ReturnType<Colleague['view']>>[];
  },
): Promise<Verdict> {
  const faults: string[] = [];
  const logs = new Map<string, Entry[]>();
  const logOf = async (conversation: string): Promise<Entry[]> => {
    const known = logs.get(conversation) ?? (await wholeLog(store, conversation));
    logs.set(conversation, known);
    return known;
  };
  let stored = 0;
  let botReplies = 0;
  let sent = 0;

  async function inOrderOnce(who: string, said: readonly Sent[], conversation: string): Promise<void> {
    sent += said.length;
    const log = await logOf(conversation);
    let last = 0;
    for (const [index, { command, text }] of said.entries()) {
      const found = log.filter((entry) => entry.command === command && entry.kind === 'message.sent');
      const [entry] = found;
      if (found.length !== 1) faults.push(`${who}: message ${index + 1} stands in the log ${found.length} times`);
      if (entry?.kind !== 'message.sent' || entry.content.type !== 'text') continue;
      stored += 1;
      if (entry.content.text !== text) faults.push(`${who}: message ${index + 1} is not as it was sent`);
      if (entry.seq <= last) faults.push(`${who}: message ${index + 1} stands before the one sent earlier`);
      last = entry.seq;
    }
  }

  for (const [index, { who: shopper, view }] of people.shoppers.entries()) {
    const who = `shopper ${index + 1}`;
    for (const code of shopper.failures()) faults.push(`${who}: a message was refused: ${code}`);
    const conversation = shopper.conversation() ?? '';
    await inOrderOnce(who, shopper.sent, conversation);
    const log = await logOf(conversation);
    const words = new Set(log.filter(isWords).map(({ seq }) => seq));
    const own = log.filter((entry) => entry.kind === 'message.sent' && entry.by.role === 'visitor');
    if (own.length !== shopper.sent.length) faults.push(`${who}: sent ${shopper.sent.length}, stored ${own.length}`);
    faults.push(
      ...shownAsStored(
        who,
        view,
        log.flatMap((entry) => forVisitor(entry) ?? []),
      ),
    );
    const answered = log.flatMap((entry) => (entry.kind === 'message.sent' && entry.basedOn ? [entry] : []));
    const turns = new Set(answered.map(({ basedOn, command }) => `${basedOn} ${command}`));
    const based = new Set(answered.map(({ basedOn }) => basedOn));
    botReplies += based.size;
    if (turns.size !== based.size) faults.push(`${who}: the bot has answered the same words twice`);
    for (const seq of based) if (!words.has(seq ?? 0)) faults.push(`${who}: the bot has answered what was not said`);
    const row = await store.log.conversation('demo', conversation);
    const floor = row?.state.status.at === 'bot' ? row.state.lastVisitorSeq : 0;
    if (floor > 0 && !based.has(floor)) faults.push(`${who}: the bot never answered entry ${floor}`);
  }
  for (const { who: colleague, view } of people.colleagues) {
    const who = JSON.parse(colleague.describe()).name;
    for (const failure of colleague.failures()) faults.push(`${who}: refused: ${failure}`);
    const byConversation = new Map<string, Sent[]>();
    for (const one of colleague.sent) {
      byConversation.set(one.conversation ?? '', [...(byConversation.get(one.conversation ?? '') ?? []), one]);
    }
    for (const [conversation, said] of byConversation) await inOrderOnce(who, said, conversation);
    if (view) faults.push(...shownAsStored(who, view.entries, (await logOf(view.conversation)).map(forTeam)));
  }
  faults.push(...(await checkLogs(store)).faults);
  const due = await store.jobs.nextDueMs();
  if (due !== undefined) faults.push(`a job is left, due in ${due} ms`);
  return { sent, stored, botReplies, faults };
}

const isWords = (entry: Entry): boolean =>
  (entry.kind === 'message.sent' || entry.kind === 'choice.picked') && entry.by.role === 'visitor';

/** A client shows an unbroken run up to the head, entry for entry; `all` is the whole log as this reader may see it. */
function shownAsStored(who: string, view: readonly WireEntry[], all: WireEntry[]): string[] {
  const first = view[0]?.position ?? all.length + 1;
  const expected = all.slice(first - 1);
  if (view.length !== expected.length) return [`${who}: shows ${view.length} entries, the log has ${expected.length}`];
  const wrong = view.findIndex((entry, at) => !isDeepStrictEqual(plain(entry), plain(expected[at])));
  return wrong < 0 ? [] : [`${who}: shows something else than the log holds at position ${first + wrong}`];
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

async function wholeLog({ log }: Store, conversation: string): Promise<Entry[]> {
  const all: Entry[] = [];
  for (;;) {
    const page = await log.page(
      { shop: 'demo', kind: 'conversation', id: conversation },
      { by: 'seq', after: all.length, limit: 500, maxBytes: 4e6 },
    );
    if (page.length === 0) return all;
    all.push(...page);
  }
}
