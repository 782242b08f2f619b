import type { AgentFace, Author } from '../protocol/author.ts';
import type { Content } from '../protocol/content.ts';
import type { EntryBody } from '../protocol/entries.ts';
import type { ErrorCode } from '../protocol/error-codes.ts';
import type { Me } from '../protocol/frames.ts';
import type { Availability } from './availability.ts';

/** Who asks, as far as the rules care. `system` is a job of the server: the bot's turn, the outcome of an email. */
export type Actor =
  | { role: 'visitor' }
  | { role: 'agent'; agent: AgentFace; permissions: Me['permissions'] }
  | { role: 'system' };

/** How a conversation begins: what the shopper had been shown before their first words goes into the log with them. */
export interface Start {
  channel: 'web' | 'email';
  locale: string;
  country?: string;
  flowRef?: string;
  greeting: Content[];
}

/** `words` are the shop's first reply while it is open, and an excuse while it is not. */
export type Team = Availability & { words?: Content };

/** What a decision needs to know and cannot know by itself; looked up by the door beforehand. */
export interface Facts {
  /** Milliseconds since the epoch. */
  now: number;
  actor: Actor;
  /** Given when the command may open a conversation. */
  start?: Start;
  /** An agent's message with its references looked up. */
  content?: Content;
  /** The person to assign; absent when there is none of that id. */
  assignee?: AgentFace & { mayChat: boolean };
  departments?: string[];
  /** The discount to apply; absent when the code does not exist. */
  discount?: { code: string; percent?: number };
  askEmail?: 'handoff' | 'start' | 'never';
  /** Whether a person can be had, and what the bot says then. Absent = yes, without a word. */
  team?: Team;
  /** The visitor is blocked, in whichever conversation that was done. Absent = as this conversation says. */
  blocked?: boolean;
  /** The shop already knows an address of this visitor. */
  emailKnown?: boolean;
  /** The visitor has an open conversation beside this one. */
  openElsewhere?: boolean;
}

/** An entry without its place in the log. */
export type NewEntry = { by: Author; at: number; command?: string } & EntryBody;

export type Decision = { ok: true; entries: NewEntry[] } | { ok: false; code: ErrorCode };

export const refuse = (code: ErrorCode): Decision => ({ ok: false, code });
