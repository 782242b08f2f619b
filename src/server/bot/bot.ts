import type { Content } from '../../protocol/content.ts';
import type { HandoffReason } from '../../protocol/entries.ts';

/** What the bot gets to see of one turn: the visitor's words that nobody has answered yet, and where the conversation stands. */
export interface Turn {
  shop: string;
  locale: string;
  country?: string;
  /** The visitor's newest words; `choice` when a quick reply was picked. */
  said: { text: string; choice?: string };
  /** Misunderstandings in a row before this turn. */
  misses: number;
  /** The last thing the bot asked for, when it did: see flows. */
  expecting?: string;
  visitor: { email?: string };
}

export interface BotReply {
  messages: Content[];
  /** True when the bot says that it did not understand. */
  fallback: boolean;
  /** Set when a person is wanted. */
  handoff?: HandoffReason;
}

/** Greets, understands, answers. Throwing or running late means handoff to a person. */
export interface Bot {
  reply(turn: Turn, signal: AbortSignal): Promise<BotReply>;
}
