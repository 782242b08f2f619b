import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { forTeam, forVisitor } from '../../domain/visible.ts';
import type { WireEntry } from '../../protocol/entries.ts';
import type { Flows } from '../bot/flows.ts';
import { type Bus, topics } from '../bus/bus.ts';
import type { Commerce } from '../commerce/commerce.ts';
import type { Files } from '../files/files.ts';
import { StoreFull } from '../store/errors.ts';
import type { Unit } from '../store/log.ts';
import type { Store } from '../store/store.ts';
import { createCommitter } from './committer.ts';
import { completeJob } from './complete-job.ts';
import type { CommandOf, CommandResult, Conversations, Range, Sender } from './conversations.ts';
import { type ExecuteParts, executeCommand } from './execute.ts';
import { createMailboxes } from './mailbox.ts';
import type { NewId, UnitSources } from './plan-unit.ts';
import { type ProvenIdentity, proveIdentity } from './prove-identity.ts';
import { readPage } from './read-page.ts';
import { StateTooNew } from './state-too-new.ts';
import { createSweep } from './sweep.ts';
import { createTailCache } from './tail-cache.ts';

export interface ConversationsOptions {
  store: Store;
  bus: Bus;
  commerce: Pick<Commerce, 'product' | 'discount'>;
  files: Pick<Files, 'info'>;
  flows: Flows;
  logger: Pick<Logger, 'error' | 'warn'>;
  /** Milliseconds since the epoch. Default: the process's clock. */
  clock?: () => number;
  newId?: NewId;
  /** Which entries the shops' webhooks ask for. Default: none. */
  webhooks?: UnitSources['webhooks'];
  /** Whether shoppers' devices can be told of replies. Default: no. */
  pushes?: boolean;
  /** Called when a commit has left jobs behind. */
  onJobs?: () => void;
  /** Called for each conversation that a sweep has told of. */
  onSwept?: () => void;
  /** How often heads are compared, ms. Default 2000; 0 = never. */
  sweepMs?: number;
}

/** Too much is waiting already, or the process is about to end. */
const BUSY: CommandResult = { ok: false, code: 'busy', retryAfterMs: 1000 };

/** Nothing was changed; the same command may succeed once somebody has made room. */
const NO_ROOM: CommandResult = { ok: false, code: 'busy', retryAfterMs: 2000 };

const randomId: NewId = (prefix) => prefix + randomBytes(18).toString('base64url');

/**
 * The door to the log. Commands about one shopper run one at a time, in the order in which they came; commands about
 * different shoppers share commits. `drain` stops the sweep as well.
 *
 * @throws StateTooNew from `execute`, when a newer version of the server has written the conversation.
 */
export function createConversations(options: ConversationsOptions): Conversations {
  const { store, bus, logger } = options;
  const cache = createTailCache(store.log, bus);
  const committer = createCommitter(store.log);
  const mailboxes = createMailboxes();
  const sweep = createSweep({
    log: store.log,
    bus,
    logger,
    everyMs: options.sweepMs ?? 2000,
    onFound: options.onSwept,
  });
  const underWay = new Set<Promise<CommandResult>>();
  let draining = false;

  const committed = (unit: Unit): void => {
    const { row, entries, jobs } = unit;
    if (row) {
      cache.feed(row, entries);
      sweep.told(row);
      bus.wake(topics.conversation(row.shop, row.id), row.seq);
      bus.wake(topics.visitor(row.shop, row.visitor), row.pub);
      bus.signal(topics.lists(row.shop), { conversation: row.id });
      if (entries.some(({ kind }) => kind === 'handoff.requested')) {
        bus.signal(topics.lists(row.shop), { conversation: row.id, alert: true });
      }
    }
    if (jobs?.length) options.onJobs?.();
  };

  const parts: ExecuteParts = {
    store,
    commerce: options.commerce,
    files: options.files,
    flows: options.flows,
    now: options.clock ?? Date.now,
    newId: options.newId ?? randomId,
    ...(options.webhooks && { webhooks: options.webhooks }),
    ...(options.pushes && { pushes: true }),
    cache,
    committer,
    committed,
    failed: (reason) => logger.error({ reason }, 'a unit could not be stored'),
  };

  /** All that concerns one shopper goes through one mailbox, whoever asks. */
  const mailboxOf = async (sender: Sender, conversation = ''): Promise<string> => {
    if (sender.role === 'visitor') return `${sender.shop}/${sender.visitor}`;
    const tail = await cache.tail(sender.shop, conversation);
    return `${sender.shop}/${tail?.row.visitor ?? conversation}`;
  };

  const admit = async (sender: Sender, command: CommandOf<Sender>): Promise<CommandResult> => {
    try {
      const key = await mailboxOf(sender, command.conversation);
      return (await mailboxes.run(key, () => executeCommand(parts, sender, command))) ?? BUSY;
    } catch (error) {
      if (error instanceof StateTooNew) throw error;
      // The state of the store has its own line in the log; one for each command would only fill the disk further.
      if (error instanceof StoreFull) return NO_ROOM;
      logger.error({ err: error, command: command.type, shop: sender.shop }, 'a command failed');
      return { ok: false, code: 'server_error' };
    }
  };

  const prove = async (shop: string, visitor: string, proof: ProvenIdentity): Promise<CommandResult> => {
    const work = () => proveIdentity(parts, shop, visitor, proof);
    return (await mailboxes.run(`${shop}/${visitor}`, work)) ?? BUSY;
  };

  const begun = async (begin: () => Promise<CommandResult>): Promise<CommandResult> => {
    if (draining) return BUSY;
    const work = begin();
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  };

  const read = async (shop: string, conversation: string, by: 'seq' | 'pub', range: Range) => {
    const tail = await cache.tail(shop, conversation);
    if (!tail) return [];
    return readPage(store.log, { shop, kind: 'conversation', id: conversation }, tail, by, range);
  };

  return {
    execute: (sender, command) => begun(() => admit(sender, command)),
    prove: (shop, visitor, proof) => begun(() => prove(shop, visitor, proof)),
    async complete(shop, conversation, completion, next) {
      const completed = await completeJob(committer, shop, conversation, completion, next);
      if (completed && next) options.onJobs?.();
      return completed;
    },
    readAsTeam: async (shop, conversation, range) => (await read(shop, conversation, 'seq', range)).map(forTeam),
    readAsVisitor: async (shop, conversation, range) => {
      const entries = await read(shop, conversation, 'pub', range);
      return entries.map(forVisitor).filter((entry): entry is WireEntry => entry !== undefined);
    },
    async row(shop, conversation, atLeast = 0) {
      const known = (await cache.tail(shop, conversation))?.row;
      if (known && known.seq >= atLeast) return known;
      return (await cache.reload(shop, conversation))?.row;
    },
    latest: (shop, visitor) => store.log.latest(shop, visitor),
    epoch: () => store.log.epoch(),
    async drain() {
      draining = true;
      sweep.stop();
      await Promise.allSettled(underWay);
      await committer.idle();
      cache.close();
    },
  };
}
