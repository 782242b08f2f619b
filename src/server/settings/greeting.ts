import { fill } from '../bot/flow.ts';
import type { Flows } from '../bot/flows.ts';
import { greetingContents } from '../bot/greeting.ts';
import type { GreetingFor } from './shop-settings.ts';

/** What the shop's flow says before anybody has written: the same words that a conversation will begin with. */
export function greetingFrom(flows: Flows): GreetingFor {
  return async (shop, { locale, flowRef }) => {
    const flow = await flows.flowOf(shop.id, { locale, flowRef });
    const contents = greetingContents(flow, shop.name);
    const named = (text: string): string => fill(text, { shop: shop.name });
    return {
      title: named(flow.greeting.title),
      subtitle: named(flow.greeting.subtitle),
      teaser: named(flow.greeting.teaser),
      messages: contents.flatMap((content) => (content.type === 'text' ? [content.text] : [])),
      choices: contents.flatMap((content) => (content.type === 'choices' ? content.choices : [])),
    };
  };
}
