import type { Commerce } from '../commerce/commerce.ts';
import type { Bot, Turn } from './bot.ts';
import type { Flow } from './flow.ts';
import type { Flows } from './flows.ts';
import { fold } from './intents/fold.ts';
import { orderNumberIn } from './intents/references.ts';
import { understand } from './intents/understand.ts';
import type { Intent } from './intents/vocabulary.ts';
import { discount } from './skills/discount.ts';
import { findSize } from './skills/find-size.ts';
import { notUnderstood } from './skills/not-understood.ts';
import { answersOrderQuestion, orderStatus } from './skills/order-status.ts';
import { person } from './skills/person.ts';
import { products } from './skills/products.ts';
import { returns } from './skills/returns.ts';
import type { Skill } from './skills/skill.ts';
import { hello, thanks } from './skills/small-talk.ts';

/** A new skill is one file and one line here. Quick replies carry the same names. */
const SKILLS: Record<Intent, Skill> = {
  handoff: person,
  returns,
  order_status: orderStatus,
  find_size: findSize,
  discount,
  products,
  thanks,
  hello,
};

/** So many words may be a product's name without anybody asking for one; more are a sentence of another kind. */
const BARE_QUERY_WORDS = 4;

/** The embedded bot: understands by keywords, answers from flows and from the shop's own system. */
export function createBot({
  flows,
  commerce,
}: {
  flows: Flows;
  commerce: Pick<Commerce, 'searchProducts' | 'order'>;
}): Bot {
  return {
    async reply(turn, signal) {
      const flow = await flows.flowOf(turn.shop, { locale: turn.locale });
      const { intent, query } = understand(turn.said.text, turn.locale);
      const occasion = { turn, flow, query, commerce };
      const reply = await skillFor(turn, flow, intent)(occasion);
      signal.throwIfAborted();
      if (intent || !mayNameProduct(turn, query) || !reply.fallback) return reply;
      // Nothing was understood, but it may simply be the name of something in the shop.
      const found = await products(occasion);
      return found.fallback ? reply : found;
    },
  };
}

function skillFor({ said, expecting }: Turn, flow: Flow, intent: Intent | undefined): Skill {
  const choice = said.choice ?? choiceTyped(flow, said.text);
  if (choice !== undefined) return Object.hasOwn(SKILLS, choice) ? SKILLS[choice as Intent] : notUnderstood;
  if (intent === 'handoff') return person;
  if (answersOrderQuestion(said.text, expecting)) return orderStatus;
  if (intent) return SKILLS[intent];
  if (expecting === 'product') return products;
  return orderNumberIn(said.text) ? orderStatus : notUnderstood;
}

/** Who types what a quick reply says means it, also in a language of which the bot knows no other words. */
function choiceTyped({ greeting }: Flow, text: string): string | undefined {
  const plain = (words: string): string => fold(words).join(' ');
  const said = plain(text);
  return greeting.choices.find(({ label }) => plain(label) === said)?.value;
}

function mayNameProduct({ said }: Turn, query: string): boolean {
  return said.choice === undefined && query !== '' && query.split(' ').length <= BARE_QUERY_WORDS;
}
