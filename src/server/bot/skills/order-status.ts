import { fill } from '../flow.ts';
import { emailIn, orderNumberIn } from '../intents/references.ts';
import { answer, type Skill, say } from './skill.ts';

/** What this skill waits for: `order_number`, or `order_email:10482` once the number is known. */
export const ORDER_NUMBER = 'order_number';
const ORDER_EMAIL = 'order_email:';

/** True when these words tell what the last question of this skill asked for. */
export function answersOrderQuestion(text: string, expecting: string | undefined): boolean {
  if (expecting === ORDER_NUMBER) return orderNumberIn(text) !== undefined;
  return !!expecting?.startsWith(ORDER_EMAIL) && (emailIn(text) !== undefined || orderNumberIn(text) !== undefined);
}

/**
 * Tells where an order is. It takes the number and the address that it was ordered with: whoever knows only one of
 * them learns nothing. Asks for what is missing, one thing at a time.
 */
export const orderStatus: Skill = async ({ flow, turn, commerce }) => {
  const { text } = turn.said;
  const pending = turn.expecting?.startsWith(ORDER_EMAIL) ? turn.expecting.slice(ORDER_EMAIL.length) : undefined;
  const number = orderNumberIn(text) ?? pending;
  if (number === undefined) return { ...answer(say(flow, 'askOrderNumber')), expects: ORDER_NUMBER };
  const expects = ORDER_EMAIL + number;
  const email = emailIn(text) ?? turn.visitor.email;
  if (email === undefined) return { ...answer(say(flow, 'askOrderEmail')), expects };

  const order = await commerce.order(turn.shop, number, email);
  if (!order) return { ...answer(say(flow, 'orderNotFound', { choices: ['handoff'], names: { number } })), expects };
  const status = fill(flow.order[order.status], { number: order.number });
  return answer({ type: 'text', text: status }, { type: 'order', order });
};
