import { TOPICS } from '../../protocol/topics.ts';
import { type TextKey, t } from '../text.ts';

/** The text and the tint (1–6) that the inbox gives a topic: one that is missing here does not compile. */
const LOOKS: Readonly<Record<(typeof TOPICS)[number], { key: TextKey; tint: number }>> = {
  Checkout: { key: 'topic.checkout', tint: 1 },
  'Edit orders': { key: 'topic.edit_orders', tint: 2 },
  'Order status': { key: 'topic.order_status', tint: 3 },
  'Pricing/Discounts': { key: 'topic.pricing', tint: 1 },
  'Product details': { key: 'topic.details', tint: 1 },
  'Product interest': { key: 'topic.interest', tint: 4 },
  'Returns/Delivered orders': { key: 'topic.returns', tint: 2 },
  Shipping: { key: 'topic.shipping', tint: 3 },
  'Store information': { key: 'topic.store', tint: 4 },
  Wholesale: { key: 'topic.wholesale', tint: 5 },
};
const lookOf = (topic: string): { key: TextKey; tint: number } | undefined =>
  Object.hasOwn(LOOKS, topic) ? LOOKS[topic as keyof typeof LOOKS] : undefined;

/** What may be set, in the order in which it is offered. */
export const TOPIC_NAMES: readonly string[] = TOPICS;

/** The text for a topic; one that this version does not know is shown as it came. */
export function topicLabel(topic: string): string {
  const known = lookOf(topic);
  return known ? t(known.key) : topic;
}

export const topicTint = (topic: string): number => lookOf(topic)?.tint ?? 6;
