import type { Presence } from '../../protocol/rows.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { Logger } from '../logger.ts';
import type { Push } from '../push/push.ts';
import { noteFor } from '../push/push-words.ts';
import type { Store } from '../store/store.ts';
import { entryAt } from './entry-at.ts';
import { completionOf, type JobHandler } from './job-handler.ts';
import { commandIdOf, followingJobId } from './job-id.ts';

export interface PushReplyParts {
  store: Pick<Store, 'log' | 'people' | 'shops' | 'folders' | 'pushDevices'>;
  conversations: Pick<Conversations, 'row' | 'complete'>;
  push: Pick<Push, 'send'>;
  presence(shop: string, visitor: string): Promise<Presence>;
  /** Where the shopper reads on, absolute. */
  linkTo(shop: string): string;
  logger: Pick<Logger, 'warn'>;
}

/** Whoever has the chat open will see the reply there; so often it is looked whether they still have, ms. */
const AGAIN_MS = 30_000;
/** Where the shop shows texts: so much of one, in characters. */
const SHOWN = 120;

/** [PU5–PU8] Tells the devices of a shopper who is away that a person has written. */
export function createPushReply(parts: PushReplyParts): JobHandler {
  const { store, conversations, push, logger } = parts;
  return async (job, signal) => {
    const { shop, conversation, seq } = job;
    const end = (): Promise<boolean> => conversations.complete(shop, conversation, completionOf(job));
    const [entry, row, settings] = await Promise.all([
      entryAt(store.log, shop, conversation, seq),
      conversations.row(shop, conversation, seq),
      store.shops.shop(shop),
    ]);
    if (entry?.kind !== 'message.sent' || entry.by.role !== 'agent' || !row || !settings) return void (await end());
    const devices = await store.pushDevices.ofVisitor(shop, row.visitor);
    const visitor = devices.length > 0 ? await store.people.visitor(shop, row.visitor) : undefined;
    if (!visitor || visitor.blocked) return void (await end());
    const reads = await store.folders.reads(shop, conversation);
    const read = reads.find(({ reader }) => reader === 'visitor')?.position ?? 0;
    if (read >= (entry.pub ?? 0)) return void (await end());
    if ((await parts.presence(shop, visitor.id)) === 'online') {
      const again = { id: followingJobId(job.id), shop, kind: job.kind, conversation, seq, delayMs: AGAIN_MS };
      await conversations.complete(shop, conversation, completionOf(job), again);
      return;
    }

    const { content, by } = entry;
    const told = settings.pushShowsText && content.type === 'text' && !entry.erased;
    const note = {
      id: commandIdOf(job.id),
      conversation,
      title: told ? `${by.name} · ${settings.name}` : settings.name,
      body: told ? shortened(content.text) : noteFor(visitor.locale ?? settings.locale, settings.name),
      link: parts.linkTo(shop),
    };
    let later: string | undefined;
    for (const { id, device } of devices) {
      const pushed = await push.send(device, note, signal);
      if (pushed.at === 'gone') await store.pushDevices.drop(shop, id);
      if (pushed.at === 'later') later = pushed.reason;
      if (pushed.at === 'refused')
        logger.warn({ shop, platform: device.platform, reason: pushed.reason }, 'a push was refused');
    }
    // All of them once more: a device that has the note shows it once.
    if (later !== undefined) throw new Error(`A push has to wait: ${later}`);
    await end();
  };
}

const shortened = (text: string): string => {
  const letters = [...text.replace(/\s+/g, ' ')];
  return letters.length > SHOWN ? `${letters.slice(0, SHOWN - 1).join('')}…` : letters.join('');
};
