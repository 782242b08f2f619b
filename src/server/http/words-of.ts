import type { Content } from '../../protocol/content.ts';
import type { EntryBody } from '../../protocol/entries.ts';

/** What a reader of a table sees of an entry; undefined where its kind says all. */
export function wordsOf(entry: EntryBody): string | undefined {
  switch (entry.kind) {
    case 'message.sent':
      return wordsOfContent(entry.content);
    case 'choice.picked':
      return entry.label;
    case 'note.added':
      return entry.text;
    case 'email.captured':
      return entry.email;
    case 'survey.answered':
      return entry.comment === undefined ? String(entry.rating) : `${entry.rating}: ${entry.comment}`;
    case 'discount.applied':
      return entry.code;
    case 'conversation.moved':
      return entry.department;
    case 'conversation.topic_set':
      return entry.topics.join(', ');
    case 'conversation.assigned':
    case 'handoff.accepted':
      return entry.agent.name;
    case 'cart.added':
    case 'cart.removed':
    case 'cart.updated':
      return entry.line.name ?? entry.line.id;
    default:
      return undefined;
  }
}

function wordsOfContent(content: Content): string | undefined {
  switch (content.type) {
    case 'text':
    case 'choices':
      return content.text;
    case 'image':
    case 'file':
      return content.name;
    case 'products':
      return content.products.map(({ title }) => title).join(', ');
    case 'discount':
      return content.code;
    case 'order':
      return content.order.number;
  }
}
