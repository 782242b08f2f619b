import { isReadable } from '../../domain/forms.ts';
import type { Entry } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Log } from '../store/log.ts';

/**
 * The entry that a job refers to. Undefined when retention has removed its log.
 * @throws when a newer version has written it: that version's job is it then
 */
export async function entryAt(
  log: Pick<Log, 'page'>,
  shop: string,
  conversation: string,
  seq: number,
): Promise<Entry | undefined> {
  const stream = { shop, kind: 'conversation', id: conversation } as const;
  const [entry] = await log.page(stream, { by: 'seq', after: seq - 1, limit: 1, maxBytes: LIMITS.syncBytes });
  if (entry?.seq !== seq) return undefined;
  if (!isReadable(entry)) throw new Error('A newer version has written the entry of this job');
  return entry;
}
