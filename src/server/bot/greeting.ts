import type { Content } from '../../protocol/content.ts';
import { type Flow, fill } from './flow.ts';

/** What a shopper sees before their first words, as the log keeps it. */
export function greetingContents({ greeting }: Flow, shopName: string): Content[] {
  const contents = greeting.messages.map((text): Content => ({ type: 'text', text: fill(text, { shop: shopName }) }));
  return greeting.choices.length > 0 ? [...contents, { type: 'choices', choices: greeting.choices }] : contents;
}
