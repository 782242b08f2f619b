import type { Content } from '../../protocol/content.ts';
import type { HandoffReason } from '../../protocol/entries.ts';

/** What the bot gets to see of one turn: the visitor's words that nobody has answered yet, and where the conversation stands. */
export interface Turn {
  shop: string;
  locale: string;
  country?: string;
  /** The visitor's unanswered words, one message a line; `choice` when the newest was a quick reply. */
  said: { text: string; choice?: string };
  /** Misunderstandings in a row before this turn. */
  misses: number;
  /** What the bot's last answer asked for: that reply's `expects`. */
  expecting?: string;
  visitor: { email?: string };
  /**
   * False while nobody can be fetched: asking for a person is right all the same, for the door tells the shopper when
   * somebody is back. Absent = true.
   */
  personAvailable?: boolean;
}

export interface BotReply {
  messages: Content[];
  /** True when the bot says that it did not understand. */
  fallback: boolean;
  /** What the bot waits to be told next; it comes back as the next turn's `expecting`. */
  expects?: string;
  /** Set when a person is wanted. */
  handoff?: HandoffReason;
}

/** Greets, understands, answers. Throwing or running late means handoff to a person. */
export interface Bot {
  reply(turn: Turn, signal: AbortSignal): Promise<BotReply>;
}
