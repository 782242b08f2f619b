import { decide, type NewEntry } from '../../domain/decide.ts';
import { evolve } from '../../domain/evolve.ts';
import { number } from '../../domain/number.ts';
import { decideVisitorLog } from '../../domain/visitor-log.ts';
import type { Command, VisitorCommand } from '../../protocol/commands.ts';
import type { Entry } from '../../protocol/entries.ts';
import type { ErrorCode } from '../../protocol/error-codes.ts';
import { reactions } from '../jobs/reactions.ts';
import type { LedgerLine, Stream, Unit } from '../store/log.ts';
import type { Visitor, VisitorPatch } from '../store/people.ts';
import type { WantedEvents, Wants } from '../webhooks/wanted.ts';
import type { Sender } from './conversations.ts';
import { type FactSources, gatherFacts } from './facts.ts';
import type { Target } from './resolve.ts';
import { rowOf } from './row-of.ts';

/** Makes ids that nobody can guess, with the prefix of their kind. */
export type NewId = (prefix: 'c_' | 'j_') => string;

/** What a unit is made with, besides what its decision needs to know. */
export interface UnitSources {
  newId: NewId;
  /** Absent: nobody is told. */
  webhooks?: Pick<WantedEvents, 'of'>;
  /** Whether shoppers' devices can be told of replies. */
  pushes?: boolean;
}

type Place = Pick<Unit, 'stream' | 'expectedSeq'>;
type Decided = Exclude<Target, { at: 'nowhere' | 'refused' }>;

/** Names a sender in the ledger: the same id may be used again only under the same name. */
export const senderName = (sender: Sender): string =>
  sender.role === 'visitor'
    ? `visitor:${sender.visitor}`
    : sender.role === 'agent'
      ? `agent:${sender.agent.id}`
      : `job:${sender.job}`;

/** Decides a command and makes the unit to commit: what happened and what follows from it, or the recorded refusal. */
export async function planUnit(
  sources: FactSources & UnitSources,
  sender: Sender,
  command: Command,
  target: Exclude<Target, { at: 'nowhere' }>,
): Promise<Unit> {
  if (target.at === 'refused') {
    return refusal(sender, command, { stream: target.stream, expectedSeq: target.head }, target.code);
  }
  const place = placeOf(sources, sender, target);
  const gathered = await gatherFacts(sources, sender, command, target);
  if (!gathered.ok) return refusal(sender, command, place, gathered.code, target);

  const before = target.at === 'conversation' ? target.row : undefined;
  const decision =
    target.at === 'visitor-log'
      ? decideVisitorLog(command as VisitorCommand, gathered.facts)
      : decide(before?.state, command, gathered.facts);
  if (!decision.ok) return refusal(sender, command, place, decision.code, target);

  const common = { ...place, visitor: patchOf(sender, command, target, gathered.facts.now), ...completion(sender) };
  if (target.at === 'visitor-log') {
    const entries = number({ seq: target.head, pub: 0, lastAt: 0 }, decision.entries);
    return { ...common, entries, ledger: accepted(sender, command, undefined, 0, 0) };
  }
  const wanted = await sources.webhooks?.of(sender.shop);
  return { ...common, ...conversationUnit(sources, sender, command, target, place.stream, decision.entries, wanted) };
}

function conversationUnit(
  sources: Pick<UnitSources, 'newId' | 'pushes'>,
  sender: Sender,
  command: Command,
  target: Exclude<Decided, { at: 'visitor-log' }>,
  stream: Stream,
  decided: NewEntry[],
  wanted?: Wants,
): Pick<Unit, 'entries' | 'row' | 'ledger' | 'jobs'> {
  const before = target.at === 'conversation' ? target.row : undefined;
  const entries: Entry[] = number(before?.state, decided);
  let state = before?.state;
  for (const entry of entries) state = evolve(state, entry);
  const ledger = accepted(sender, command, stream.id, state?.seq ?? 0, state?.pub ?? 0);
  if (!state || entries.length === 0) return { entries, ledger };

  const visitor = before?.visitor ?? (sender.role === 'visitor' ? sender.visitor : '');
  const row = rowOf({ shop: stream.shop, id: stream.id, visitor }, before, state, entries);
  const jobs = reactions(entries, state, wanted, sources.pushes).map((job) => ({
    ...job,
    id: sources.newId('j_'),
    shop: stream.shop,
    conversation: stream.id,
  }));
  return { entries, row, ledger, ...(jobs.length > 0 && { jobs }) };
}

function placeOf(sources: { newId: NewId }, sender: Sender, target: Decided): Place {
  const { shop } = sender;
  switch (target.at) {
    case 'conversation':
      return { stream: { shop, kind: 'conversation', id: target.row.id }, expectedSeq: target.row.seq };
    case 'start':
      return { stream: { shop, kind: 'conversation', id: sources.newId('c_') }, expectedSeq: 0 };
    case 'visitor-log':
      return { stream: { shop, kind: 'visitor', id: target.visitor.id }, expectedSeq: target.head };
  }
}

/** What a unit changes on the visitor's row; the first durable command makes the row. */
function patchOf(sender: Sender, command: Command, target: Decided, at: number): VisitorPatch | undefined {
  const { shop } = sender;
  if (sender.role === 'visitor') {
    const { country, locale, clientId, claims } = sender.context;
    const told = {
      ...(locale && { locale }),
      ...(country && { country }),
      ...(clientId && { clientId }),
      ...(claims && { claims }),
      ...(command.type === 'email.give' && { email: command.email }),
      ...(command.type === 'cart.report' && { cart: command.cart }),
    };
    if (target.visitor && isKnown(target.visitor, told, at)) return undefined;
    return { shop, id: sender.visitor, at, lastSeenAt: at, ...told };
  }
  if (target.at !== 'conversation') return undefined;
  if (command.type === 'conversation.block') return { shop, id: target.row.visitor, at, blocked: true };
  if (command.type === 'conversation.unblock') return { shop, id: target.row.visitor, at, blocked: false };
  return undefined;
}

/** When somebody was last seen is kept this exactly, ms: not every word has to change their row. */
const SEEN_TO_THE_MS = 60_000;

/** A cart is compared by the identity of the object alone: another report of it is written again. Claims are few words. */
function isKnown(visitor: Visitor, { claims, ...told }: Partial<Visitor>, at: number): boolean {
  const fresh = at - visitor.lastSeenAt < SEEN_TO_THE_MS;
  if (!fresh || (claims && JSON.stringify(claims) !== JSON.stringify(visitor.claims))) return false;
  return Object.entries(told).every(([name, value]) => visitor[name as keyof Visitor] === value);
}

/** A final refusal is kept too: a repetition after an unblock or a reopening must not turn into a message. No text is stored. */
function refusal(sender: Sender, command: Command, place: Place, code: ErrorCode, target?: Decided): Unit {
  const row = target?.at === 'conversation' ? target.row : undefined;
  const line: LedgerLine = {
    commandId: command.id,
    sender: senderName(sender),
    outcome: { ok: false, code },
    ...(row && { conversation: row.id }),
    seq: row?.seq ?? 0,
    pub: row?.pub ?? 0,
  };
  return { ...place, entries: [], ledger: line, ...completion(sender) };
}

function accepted(sender: Sender, command: Command, conversation: string | undefined, seq: number, pub: number) {
  const line: LedgerLine = {
    commandId: command.id,
    sender: senderName(sender),
    outcome: { ok: true },
    ...(conversation !== undefined && { conversation }),
    seq,
    pub,
  };
  return line;
}

/** A job is over in the same commit as its outcome. */
const completion = (sender: Sender): Pick<Unit, 'completes'> =>
  sender.role === 'job' && sender.completes ? { completes: sender.completes } : {};
