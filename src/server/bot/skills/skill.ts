import type { Content } from '../../../protocol/content.ts';
import type { Commerce } from '../../commerce/commerce.ts';
import type { BotReply, Turn } from '../bot.ts';
import { choicesOf, type Flow, fill, type LineName } from '../flow.ts';

/** What a skill has to work with in one turn. */
export interface Occasion {
  turn: Turn;
  flow: Flow;
  /** Words that may name a product. */
  query: string;
  commerce: Pick<Commerce, 'searchProducts' | 'order'>;
}

/** Something that the bot can do. */
export type Skill = (occasion: Occasion) => Promise<BotReply>;

/** A line of the flow as a message, with quick replies below it where their values are given. */
export function say(
  flow: Flow,
  line: LineName,
  { choices = [], names = {} }: { choices?: string[]; names?: Record<string, string> } = {},
): Content {
  const text = fill(flow.lines[line], names);
  const offered = choicesOf(flow, choices);
  return offered.length > 0 ? { type: 'choices', text, choices: offered } : { type: 'text', text };
}

export const answer = (...messages: Content[]): BotReply => ({ messages, fallback: false });
