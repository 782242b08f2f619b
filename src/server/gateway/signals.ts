import type { Author } from '../../protocol/author.ts';

/** Carried on a conversation's topic; `from` is the socket that it came from, which hears nothing of itself. */
export type ConversationSignal =
  | { type: 'typing'; by: Author; on: boolean; from?: string }
  /** How far somebody has read, in both numberings. */
  | { type: 'read'; reader: 'visitor' | 'team'; seq: number; pub: number; from?: string };

/** Carried on the topic of a visitor or an agent: this tab has a new connection. */
export interface TabSignal {
  type: 'connecting' | 'connected';
  client: string;
  from: string;
  /** When it said which tab it is of, ms. */
  since: number;
}

/** Carried on an agent's topic: what they are or may do has changed, or one of their sessions has ended. */
export interface AccountSignal {
  type: 'account';
}

/** Carried on `topics.lists`. With `agent` only that person's own lists are concerned. */
export interface ListSignal {
  conversation: string;
  alert?: boolean;
  agent?: string;
}

/** Where an agent's own connections hear of each other. */
export const agentTopic = (shop: string, agent: string): string => `${shop}/agent/${agent}`;

const typeOf = (payload: unknown): unknown =>
  typeof payload === 'object' && payload !== null && 'type' in payload ? payload.type : undefined;

/** Signals come from our own processes, perhaps of another version: what is not known here is passed over. */
export const conversationSignal = (payload: unknown): ConversationSignal | undefined =>
  typeOf(payload) === 'typing' || typeOf(payload) === 'read' ? (payload as ConversationSignal) : undefined;

export const tabSignal = (payload: unknown): TabSignal | undefined =>
  typeOf(payload) === 'connected' || typeOf(payload) === 'connecting' ? (payload as TabSignal) : undefined;

/** Whether a visitor's tokens have been revoked: `RevokedSignal`. */
export const isRevoked = (payload: unknown): boolean => typeOf(payload) === 'revoked';

export const isAccountSignal = (payload: unknown): payload is AccountSignal => typeOf(payload) === 'account';

export const listSignal = (payload: unknown): ListSignal | undefined =>
  typeof payload === 'object' && payload !== null && 'conversation' in payload ? (payload as ListSignal) : undefined;
