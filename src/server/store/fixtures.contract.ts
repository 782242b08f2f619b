import { randomBytes, randomUUID } from 'node:crypto';
import type { Conversation } from '../../domain/conversation.ts';
import type { NewEntry } from '../../domain/decision.ts';
import { evolve } from '../../domain/evolve.ts';
import { folderOf } from '../../domain/folder.ts';
import { number } from '../../domain/number.ts';
import type { NewJob } from './jobs.ts';
import type { ConversationRow, LedgerLine, Unit } from './log.ts';
import type { Store } from './store.ts';

/** Makes a store that holds nothing; the suite closes it. */
export type OpenStore = () => Promise<Store>;

const random = (prefix: string) => `${prefix}_${randomBytes(12).toString('base64url')}`;

/** Each test works in a shop of its own, so that one store serves a whole suite. */
export const newShop = () => `shop-${randomBytes(6).toString('hex')}`;
export const newVisitor = () => random('v');
export const newConversation = () => random('c');

/** A log from its beginning, as one page. */
export const ALL = { by: 'seq', after: 0, limit: 1000, maxBytes: 1e9 } as const;

export const NOON = Date.UTC(2026, 4, 4, 12);

export const says = (text: string, at = NOON): NewEntry => ({
  kind: 'message.sent',
  by: { role: 'visitor' },
  at,
  content: { type: 'text', text },
});

export const notes = (text: string, at = NOON): NewEntry => ({
  kind: 'note.added',
  by: { role: 'agent', id: 'a_mia', name: 'Mia' },
  at,
  text,
});

export interface Begun {
  shop: string;
  visitor: string;
  conversation: string;
}

export const begin = (shop = newShop(), visitor = newVisitor()): Begun => ({
  shop,
  visitor,
  conversation: newConversation(),
});

/** A unit as the door makes them: numbers the entries after `before` and evolves the row. */
export function unitOf(
  begun: Begun,
  before: ConversationRow | undefined,
  entries: NewEntry[],
  extra: Partial<Unit> = {},
) {
  const numbered = number(before?.state, entries);
  const state = numbered.reduce<Conversation | undefined>(evolve, before?.state);
  const unit: Unit & { row: ConversationRow } = {
    stream: { shop: begun.shop, kind: 'conversation', id: begun.conversation },
    expectedSeq: before?.seq ?? 0,
    entries: numbered,
    row: rowOf(begun, state!),
    ...(!before && { visitor: { shop: begun.shop, id: begun.visitor, at: NOON } }),
    ...extra,
  } as Unit & { row: ConversationRow };
  return unit;
}

export function rowOf({ shop, visitor, conversation }: Begun, state: Conversation): ConversationRow {
  return {
    shop,
    id: conversation,
    visitor,
    state,
    stateVersion: state.stateVersion,
    seq: state.seq,
    pub: state.pub,
    open: state.status.at !== 'closed',
    folder: folderOf(state),
    ...(state.status.at === 'assigned' && { owner: state.status.agent.id }),
    priority: state.priority,
    active: state.active,
    lastAt: state.lastAt,
    visitorMessages: state.visitorMessages,
  };
}

/** Commits the first words of a conversation and gives its row. */
export async function started(
  store: Store,
  begun: Begun,
  entries: NewEntry[] = [says('hello')],
): Promise<ConversationRow> {
  return grown(store, begun, undefined, entries);
}

/** Commits more entries and gives the row; throws on any other outcome. */
export async function grown(
  store: Store,
  begun: Begun,
  before: ConversationRow | undefined,
  entries: NewEntry[],
  extra: Partial<Unit> = {},
): Promise<ConversationRow> {
  const unit = unitOf(begun, before, entries, extra);
  const [outcome] = await store.log.commit([unit]);
  if (outcome?.at !== 'committed') throw new Error(`The unit came out as ${JSON.stringify(outcome)}.`);
  return unit.row;
}

export const lineOf = (begun: Begun, extra: Partial<LedgerLine> = {}): LedgerLine => ({
  commandId: randomUUID(),
  sender: `visitor:${begun.visitor}`,
  outcome: { ok: true },
  conversation: begun.conversation,
  seq: 1,
  pub: 1,
  ...extra,
});

export const jobOf = (begun: Begun, extra: Partial<NewJob> = {}): NewJob => ({
  id: random('j'),
  shop: begun.shop,
  kind: 'bot',
  conversation: begun.conversation,
  seq: 1,
  delayMs: 0,
  ...extra,
});

/** An agent shows a picture. */
export const showsFile = (file: string): NewEntry => ({
  kind: 'message.sent',
  by: { role: 'agent', id: 'a_mia', name: 'Mia' },
  at: NOON,
  content: { type: 'image', file, url: `/files/demo/${file}`, width: 1, height: 1, name: 'a.png' },
});

export const closes: NewEntry = {
  kind: 'conversation.closed',
  by: { role: 'agent', id: 'a_mia', name: 'Mia' },
  at: NOON,
};

/** Visitors as the door writes them. */
export const knownVisitor = (shop: string, id: string, more: object) => ({ visitor: { shop, id, at: NOON, ...more } });

/** All entries of a conversation. */
export const logOf = (store: Store, { shop, conversation }: { shop: string; conversation: string }) =>
  store.log.page({ shop, kind: 'conversation', id: conversation }, ALL);
