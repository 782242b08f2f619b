import type { OutboxItem, TimelineState } from '../client/client-state.ts';
import type { Author } from '../protocol/author.ts';
import type { VisitorCommand } from '../protocol/commands.ts';
import type { Choice, Content } from '../protocol/content.ts';
import type { WireEntry } from '../protocol/entries.ts';
import type { PanelSettings } from '../protocol/settings.ts';
import { daysFrom } from '../ui/clock.ts';
import type { ChatWords } from './words.ts';

/** How one of the shopper's own messages is doing; `id` is the command's. */
export type Delivery = { at: 'done' } | { at: 'waiting' } | { at: 'failed'; id: string };

export interface Bubble {
  key: string;
  content: Content | { type: 'email'; saved?: string };
}

/** Messages of one sender, close together in time. */
export interface Group {
  is: 'group';
  key: string;
  by: Author;
  at: number;
  bubbles: Bubble[];
  delivery: Delivery;
  /** Whether the team has read the last one. */
  read: boolean;
  /** The last words of the shopper: the ones whose state is shown. */
  last?: boolean;
  /** The bot says what it is, where it begins to speak. */
  introduced?: boolean;
}

export type Row =
  | Group
  | { is: 'day'; key: string; at: number; today: number }
  | { is: 'new'; key: string }
  | { is: 'joined'; key: string; agent: Extract<Author, { role: 'agent' }> | { name: string; avatar?: string } }
  | { is: 'survey'; key: string; answered: boolean; agent?: string }
  | { is: 'closed'; key: string };

export interface Thread {
  rows: Row[];
  /**
   * Where pieces of the rows begin: of a long conversation those that the reader is not near are not drawn. The last one has
   * the key 0 and all that was not fetched from further back.
   */
  pieces: { key: number; from: number }[];
  /** Quick replies that are open now. */
  choices: readonly Choice[];
  /** Nothing more can be said in this conversation. */
  over: boolean;
  /** Whether the conversation has begun. */
  talked: boolean;
  /** Whether a person was asked for or is there. */
  person: boolean;
  agent?: { name: string; avatar?: string };
  applied: ReadonlySet<string>;
}

export interface ThreadInput {
  timeline?: TimelineState;
  outbox: readonly OutboxItem<VisitorCommand>[];
  settings?: PanelSettings;
  newFrom?: number;
  /** The server no longer takes this visitor's words: to them the chat is closed. */
  unavailable?: boolean;
  now: number;
}

const GROUP_MS = 120_000;
/** Positions of entries that come from further back and are one piece. */
const PIECE = 16;

export const isIncoming = (entry: WireEntry): boolean =>
  entry.kind === 'message.sent' && (entry.by.role === 'bot' || entry.by.role === 'agent');

export function isClosed(timeline: TimelineState): boolean {
  const last = timeline.entries.findLast(
    ({ kind }) => kind === 'conversation.closed' || kind === 'conversation.reopened',
  );
  return last?.kind === 'conversation.closed';
}

const same = (a: Author, b: Author): boolean =>
  a.role === b.role && (a.role !== 'agent' || b.role !== 'agent' || a.id === b.id);

export const nameOf = (by: Author, words: ChatWords): string =>
  by.role === 'agent' ? by.name : by.role === 'visitor' ? words.you : words.assistant;

const VISITOR: Author = { role: 'visitor' };
const BOT: Author = { role: 'bot' };
const DONE: Delivery = { at: 'done' };

/** [WI1–WI15] What the log shows: the conversation's entries, what waits to be sent, and the greeting before there is either. */
export function buildThread({ timeline, outbox, settings, newFrom, unavailable, now }: ThreadInput): Thread {
  const rows: Row[] = [];
  const pieces: Thread['pieces'] = [];
  const entries = timeline?.entries ?? [];
  const readTo = timeline?.read.team ?? 0;
  const greeting = settings?.greeting;
  const applied = new Set<string>();
  const waiting = outbox.filter(({ command }) => !entries.some((entry) => entry.command === command.id));
  const over = unavailable || (!!timeline && isClosed(timeline));
  let choices: readonly Choice[] = [];
  let agent: Thread['agent'];
  let person = false;
  let talked = false;
  let greeted = 0;
  // A clock that is behind is known by what has been said since.
  const today = Math.max(now, entries.at(-1)?.at ?? 0);
  let day = today;
  let spoke = '';
  let survey: Extract<Row, { is: 'survey' }> | undefined;

  function say(
    key: string,
    content: Bubble['content'],
    by: Author,
    at: number,
    position: number,
    delivery = DONE,
  ): void {
    const group = rows.at(-1);
    const read = position > 0 && position <= readTo;
    const bubble = { key, content };
    if (
      group?.is === 'group' &&
      same(group.by, by) &&
      at - group.at < GROUP_MS &&
      group.delivery.at === delivery.at &&
      delivery.at !== 'failed'
    ) {
      group.bubbles.push(bubble);
      Object.assign(group, { at, read });
    } else {
      rows.push({
        is: 'group',
        key,
        by,
        at,
        bubbles: [bubble],
        delivery,
        read,
        introduced: by.role === 'bot' && spoke !== 'bot',
      });
    }
    if (by.role === 'visitor') {
      talked = true;
      choices = [];
    } else spoke = by.role;
  }

  // The shopper is asked once for an address, where that was last done; it may be on its way already.
  const asked = entries.findLast(({ kind }) => kind === 'email.requested');
  let saved: string | undefined;
  let declined = false;
  for (const step of [
    ...entries,
    ...waiting.filter(({ state }) => state.at !== 'failed').map(({ command }) => command),
  ]) {
    if ('email' in step) saved = step.email;
    declined ||= 'kind' in step ? step.kind === 'email.declined' : step.type === 'email.decline';
  }

  function show(entry: WireEntry): void {
    const { at, position, by } = entry;
    const key = entry.command && by.role === 'visitor' ? entry.command : `${position}`;
    if (daysFrom(day, at)) rows.push({ is: 'day', key: `d${position}`, at, today });
    day = at;
    if (position === newFrom) rows.push({ is: 'new', key: 'new' });
    if (entry.kind === 'message.sent') {
      const { content } = entry;
      const text = 'text' in content ? content.text : undefined;
      // The greeting was drawn before it stood in the log: it keeps its keys, so that nothing is drawn anew.
      const known = !talked && text !== undefined && text === greeting?.messages[greeted];
      if (content.type !== 'choices' || text) say(known ? `g${greeted++}` : key, content, by, at, position);
      choices = content.type === 'choices' ? content.choices.filter(({ label }) => label) : [];
      if (by.role === 'agent') agent = by;
    } else if (entry.kind === 'choice.picked') {
      say(key, { type: 'text', text: entry.label.trim() }, VISITOR, at, position);
    } else if (entry === asked) {
      if (saved || !declined) say('email', { type: 'email', saved }, BOT, at, position);
    } else if (entry.kind === 'handoff.requested') {
      person = true;
      choices = [];
    } else if (entry.kind === 'handoff.accepted') {
      person = !!entry.agent.name;
      agent = entry.agent;
      rows.push({ is: 'joined', key, agent });
    } else if (entry.kind === 'survey.requested') {
      survey = { is: 'survey', key, answered: false, agent: agent?.name };
      rows.push(survey);
    } else if (entry.kind === 'survey.answered') {
      if (survey) survey.answered = true;
    } else if (entry.kind === 'discount.applied') applied.add(entry.code);
  }

  /** @param key counts backwards, so that it stays the same whatever is loaded */
  function begin(key: number): void {
    if (pieces.at(-1)?.key !== key) pieces.push({ key, from: rows.length });
  }

  for (const entry of entries) {
    begin(Math.max(0, Math.ceil((timeline!.from - entry.position) / PIECE)));
    try {
      show(entry);
    } catch {
      // What lacks something of its kind is shown as nothing, like a kind that nobody knows.
    }
  }
  begin(0);
  if (!timeline && greeting) {
    greeting.messages.forEach((text, index) => {
      say(`g${index}`, { type: 'text', text }, BOT, waiting[0]?.at ?? now, 0);
    });
    choices = greeting.choices;
  }
  for (const { command, at, state } of waiting) {
    const delivery: Delivery = state.at === 'failed' ? { at: 'failed', id: command.id } : { at: 'waiting' };
    const text =
      command.type === 'message.send' ? command.content.text : command.type === 'choice.pick' && command.label;
    if (text) say(command.id, { type: 'text', text }, VISITOR, at, 0, delivery);
    if (command.type === 'discount.apply') applied.add(command.code);
    if (command.type === 'survey.answer' && survey) survey.answered = true;
    if (command.type === 'handoff.request') person = true;
  }
  if (over) {
    choices = [];
    agent = undefined;
    rows.push({ is: 'closed', key: 'closed' });
  }
  const last = rows.findLast((row) => row.is === 'group' && row.by.role === 'visitor');
  if (last?.is === 'group') last.last = true;
  return { rows, pieces, choices, over: !!over, talked: talked || !!timeline, person, agent, applied };
}
