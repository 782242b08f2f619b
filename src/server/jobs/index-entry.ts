import type { Entry } from '../../protocol/entries.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { Store } from '../store/store.ts';
import { entryAt } from './entry-at.ts';
import { completionOf, type JobHandler } from './job-handler.ts';

/** Makes words of an entry, or what is known of the customer, findable. */
export function createIndexEntry(parts: {
  store: Pick<Store, 'log' | 'people' | 'search'>;
  conversations: Pick<Conversations, 'row' | 'complete'>;
}): JobHandler {
  const { log, people, search } = parts.store;
  return async (job) => {
    const { shop, conversation, seq } = job;
    const entry = await entryAt(log, shop, conversation, seq);
    if (entry?.erased) {
      await parts.conversations.complete(shop, conversation, completionOf(job));
      return;
    }
    if (entry?.kind === 'conversation.started' || entry?.kind === 'email.captured') {
      const row = await parts.conversations.row(shop, conversation, seq);
      const visitor = row && (await people.visitor(shop, row.visitor));
      const known = [visitor?.name, visitor?.email].filter((word) => word !== undefined).join(' ');
      if (known) await search.index(shop, conversation, 0, known);
    } else {
      const words = entry && wordsOf(entry);
      if (words) await search.index(shop, conversation, seq, words);
    }
    const completed = await parts.conversations.complete(shop, conversation, completionOf(job));
    // Erasing takes jobs away: what was read before it must not be found after it.
    if (!completed && (await entryAt(log, shop, conversation, seq))?.erased) await search.remove(shop, conversation);
  };
}

function wordsOf(entry: Entry): string | undefined {
  switch (entry.kind) {
    case 'message.sent':
      return entry.content.type === 'text' ? entry.content.text : undefined;
    case 'note.added':
      return entry.text;
    case 'survey.answered':
      return entry.comment;
    default:
      return undefined;
  }
}
