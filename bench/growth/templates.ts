import type { Conversation } from '../../src/domain/conversation.ts';
import type { NewEntry } from '../../src/domain/decision.ts';
import { evolve } from '../../src/domain/evolve.ts';
import { number } from '../../src/domain/number.ts';
import type { Author } from '../../src/protocol/author.ts';
import type { Entry } from '../../src/protocol/entries.ts';
import { rowOf } from '../../src/server/conversations/row-of.ts';
import { toConversationColumns } from '../../src/server/store/queries/conversation-columns.ts';
import { toEntryColumns } from '../../src/server/store/queries/entry-columns.ts';
import { seeded } from '../../tests/support/random.ts';
import { AGENT, type Standing } from './shapes.ts';

/** Templates of each standing. */
export const VARIANTS = 200;
/** Entries of a conversation. */
export const ENTRIES = 10;
/** Stands for the words of one conversation alone. */
export const OWN_WORDS = '@@';
/** Stands for the moment of a conversation: all that a template says of time. */
export const MOMENT = 1_000_000_000_000;

const VOCABULARY = 5000;
const STANDINGS: Standing[] = ['new', 'mine', 'in_progress', 'priority', 'chatbot', 'closed', 'archived'];
const ME: Author = { role: 'agent', id: AGENT, name: 'Mia' };
const JONAS: Author = { role: 'agent', id: 'a_jonas', name: 'Jonas' };

/** Rows as the store writes them, with marks for what differs between conversations. */
export interface Templates {
  conversations: object[];
  entries: object[];
  /** What is found of each conversation; `words` is text. */
  texts: { standing: Standing; variant: number; seq: number; words: string }[];
}

export function makeTemplates(): Templates {
  const random = seeded(7);
  const made: Templates = { conversations: [], entries: [], texts: [] };
  for (const standing of STANDINGS) {
    for (let variant = 0; variant < VARIANTS; variant += 1) {
      const key = { standing, variant };
      const entries = number(undefined, story(standing, sentences(random)));
      if (entries.length !== ENTRIES) throw new Error(`${standing} has ${entries.length} entries`);
      const state = entries.reduce<Conversation | undefined>(evolve, undefined)!;
      const row = rowOf({ shop: '', id: '', visitor: '' }, undefined, state, entries);
      const {
        shop: _,
        id: __,
        visitor: ___,
        last_at: ____,
        updated_at: _____,
        ...columns
      } = toConversationColumns(row);
      made.conversations.push({ ...key, ...columns });
      for (const entry of entries) {
        const {
          shop: _,
          stream_kind: __,
          stream: ___,
          at: ____,
          command: _____,
          ...columns
        } = toEntryColumns({ shop: '', kind: 'conversation', id: '' }, entry);
        // Whatever a person does is a command, and has a line in the ledger.
        const commanded = entry.by.role === 'visitor' || entry.by.role === 'agent';
        made.entries.push({ ...key, ...columns, commanded: Number(commanded) });
        const words = wordsOf(entry);
        if (words) made.texts.push({ ...key, seq: entry.seq, words });
      }
    }
  }
  return made;
}

function story(standing: Standing, say: () => string): NewEntry[] {
  const by = (author: Author) => ({ by: author, at: MOMENT });
  const system = by({ role: 'system' });
  const words = (author: Author, text = say()): NewEntry => ({
    ...by(author),
    kind: 'message.sent',
    content: { type: 'text', text },
  });
  const shopper = (text?: string) => words({ role: 'visitor' }, text);
  const bot = () => words({ role: 'bot' });
  const begun: NewEntry[] = [
    { ...system, kind: 'conversation.started', channel: 'web', locale: 'en', country: 'DE' },
    shopper(`where is my order ${say()} ${OWN_WORDS}`),
    bot(),
    { ...by({ role: 'visitor' }), kind: 'email.captured', email: 'ada@mail.test' },
  ];
  const wanted: NewEntry = { ...by({ role: 'visitor' }), kind: 'handoff.requested', reason: 'asked' };
  const owned = (agent: typeof ME): NewEntry[] => {
    const { id, name } = agent as { id: string; name: string };
    return [wanted, { ...by(agent), kind: 'conversation.assigned', agent: { id, name } }, words(agent)];
  };
  const note = (agent: Author): NewEntry => ({ ...by(agent), kind: 'note.added', text: say() });
  const ended: NewEntry = { ...by(ME), kind: 'conversation.closed' };
  switch (standing) {
    case 'chatbot':
      return [...begun, shopper(), bot(), shopper(), bot(), shopper(), bot()];
    case 'new':
      return [...begun, shopper(), bot(), shopper(), bot(), wanted, shopper()];
    case 'mine':
      return [...begun, ...owned(ME), shopper(), note(ME), words(ME)];
    case 'in_progress':
      return [...begun, ...owned(JONAS), shopper(), note(JONAS), words(JONAS)];
    case 'priority':
      return [...begun, ...owned(JONAS), shopper(), note(JONAS), { ...by(JONAS), kind: 'conversation.prioritised' }];
    case 'closed':
      return [...begun, ...owned(ME), shopper(), words(ME), ended];
    case 'archived':
      return [...begun, ...owned(ME), shopper(), ended, { ...by(ME), kind: 'conversation.archived' }];
  }
}

/** Eight words each; a few words are very common and most are not, as in any language. */
function sentences(random: () => number): () => string {
  const word = () => `w${Math.floor(VOCABULARY ** random()).toString(36)}`;
  return () => Array.from({ length: 8 }, word).join(' ');
}

/** What the indexer makes findable: what people write. */
function wordsOf(entry: Entry): string | undefined {
  if (entry.kind === 'note.added') return entry.text;
  if (entry.kind !== 'message.sent' || entry.by.role === 'bot') return undefined;
  return entry.content.type === 'text' ? entry.content.text : undefined;
}
