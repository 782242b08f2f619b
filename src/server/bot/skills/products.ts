import { answer, type Skill, say } from './skill.ts';

/** Cards side by side in one message. */
const SHOWN = 3;

/** Shows what the shop has that fits the words. */
export const products: Skill = async ({ flow, turn, query, commerce }) => {
  if (query === '') return { ...answer(say(flow, 'askProduct')), expects: 'product' };
  const found = await commerce.searchProducts(turn.shop, query, SHOWN);
  if (found.length === 0) {
    return { messages: [say(flow, 'productsNone', { choices: ['handoff'] })], fallback: true };
  }
  return answer(say(flow, 'productsFound'), { type: 'products', products: found });
};
