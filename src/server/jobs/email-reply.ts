import type { Content } from '../../protocol/content.ts';
import type { Presence } from '../../protocol/rows.ts';
import type { Channel } from '../channels/channel.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { Store } from '../store/store.ts';
import { entryAt } from './entry-at.ts';
import { completionOf, endWith, type JobHandler } from './job-handler.ts';
import { commandIdOf, followingJobId } from './job-id.ts';

export interface EmailReplyParts {
  store: Pick<Store, 'log' | 'people' | 'shops' | 'folders'>;
  conversations: Pick<Conversations, 'row' | 'complete' | 'execute'>;
  channel: Channel;
  presence(shop: string, visitor: string): Promise<Presence>;
  /** Where the customer reads on, absolute. */
  linkTo(shop: string): string;
}

/** Whoever is on the store will see the reply there; so often it is looked whether they still are, until they have. */
const AGAIN_MS = 30_000;

/** [EN25–EN26] Sends a person's reply by email to a shopper who has left, or has been idle, without reading it. */
export function createEmailReply(parts: EmailReplyParts): JobHandler {
  const { store, conversations } = parts;
  return async (job) => {
    const { shop, conversation, seq } = job;
    const nothingToDo = (): Promise<boolean> => conversations.complete(shop, conversation, completionOf(job));

    const [entry, row, settings] = await Promise.all([
      entryAt(store.log, shop, conversation, seq),
      conversations.row(shop, conversation, seq),
      store.shops.shop(shop),
    ]);
    const visitor = row && (await store.people.visitor(shop, row.visitor));
    if (entry?.kind !== 'message.sent' || entry.by.role !== 'agent' || !settings) return void (await nothingToDo());
    // Nothing is sent to somebody who is blocked.
    if (!visitor?.email || visitor.blocked) return void (await nothingToDo());
    const reads = await store.folders.reads(shop, conversation);
    const read = reads.find(({ reader }) => reader === 'visitor')?.position ?? 0;
    if (read >= (entry.pub ?? 0)) return void (await nothingToDo());
    if ((await parts.presence(shop, visitor.id)) === 'online') {
      const again = { id: followingJobId(job.id), shop, kind: job.kind, conversation, seq, delayMs: AGAIN_MS };
      await conversations.complete(shop, conversation, completionOf(job), again);
      return;
    }

    const link = parts.linkTo(shop);
    await parts.channel.deliver({
      id: job.id,
      to: visitor.email,
      locale: visitor.locale ?? settings.locale,
      shopName: settings.name,
      agentName: entry.by.name,
      text: inPlainText(entry.content, link),
      link,
    });
    await endWith(conversations, job, {
      type: 'message.deliver_by_email',
      id: commandIdOf(job.id),
      conversation,
      message: seq,
    });
  };
}

/** A reply as lines of an email; addresses of our own become absolute. */
function inPlainText(content: Content, link: string): string {
  const absolute = (url: string): string => new URL(url, link).href;
  switch (content.type) {
    case 'text':
      return content.text;
    case 'image':
    case 'file':
      return `${content.name}\n${absolute(content.url)}`;
    case 'products':
      return content.products
        .map(({ title, price, currency, url }) => `${title}, ${price.toFixed(2)} ${currency}\n${absolute(url)}`)
        .join('\n\n');
    case 'discount':
      return content.label ? `${content.code}: ${content.label}` : content.code;
    case 'order':
      return `#${content.order.number}`;
    case 'choices':
      return [content.text ?? '', ...content.choices.map(({ label }) => `· ${label}`)].join('\n').trim();
  }
}
