import type { Logger } from 'pino';
import { availability } from '../../domain/availability.ts';
import type { WireEntry } from '../../protocol/entries.ts';
import type { Bot, BotReply, Turn } from '../bot/bot.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { ConversationRow } from '../store/log.ts';
import type { Store } from '../store/store.ts';
import { completionOf, endWith, type JobHandler } from './job-handler.ts';
import { commandIdOf } from './job-id.ts';

export interface BotTurnParts {
  store: Pick<Store, 'people' | 'shops'>;
  conversations: Pick<Conversations, 'row' | 'readAsTeam' | 'complete' | 'execute'>;
  bot: Bot;
  logger: Pick<Logger, 'warn'>;
  /** A bot that takes longer hands over to a person. Default 10,000 ms. */
  patienceMs?: number;
  /** Milliseconds since the epoch. Default: the process's clock. */
  now?: () => number;
}

const PATIENCE_MS = 10_000;

/** [EN23–EN24] The bot's turn: it answers the shopper's latest words, or a person does when it cannot. */
export function createBotTurn(parts: BotTurnParts): JobHandler {
  const { conversations, store } = parts;
  return async (job, signal) => {
    const { shop, conversation, seq } = job;
    const row = await conversations.row(shop, conversation, seq);
    // Somebody newer spoke, or a person took over: there is nothing to answer any more.
    if (row?.state.status.at !== 'bot' || row.state.lastVisitorSeq !== seq) {
      await conversations.complete(shop, conversation, completionOf(job));
      return;
    }
    const [visitor, settings, entries] = await Promise.all([
      store.people.visitor(shop, row.visitor),
      store.shops.shop(shop),
      conversations.readAsTeam(shop, conversation, { before: seq + 1 }),
    ]);
    const turn: Turn = {
      shop,
      locale: visitor?.locale ?? settings?.locale ?? 'en',
      ...(visitor?.country && { country: visitor.country }),
      ...saidSince(entries),
      misses: missesOf(row),
      visitor: { ...(visitor?.email && { email: visitor.email }) },
      ...(settings && { personAvailable: availability(settings, (parts.now ?? Date.now)()).open }),
    };
    const reply = await replyInTime(parts, turn, signal);
    await endWith(conversations, job, {
      type: 'bot.reply',
      id: commandIdOf(job.id),
      conversation,
      basedOn: seq,
      ...reply,
    });
  };
}

const missesOf = ({ state }: ConversationRow): number => (state.status.at === 'bot' ? state.status.misses : 0);

/** All that the shopper has said since the bot's last answer, and what that answer had asked for. */
function saidSince(entries: WireEntry[]): Pick<Turn, 'said' | 'expecting'> {
  const last = entries.findLastIndex((entry) => entry.kind === 'message.sent' && entry.basedOn !== undefined);
  const words = entries.slice(last + 1).filter(({ by }) => by.role === 'visitor');
  const texts = words.map((entry) => {
    if (entry.kind === 'choice.picked') return entry.label;
    return entry.kind === 'message.sent' && entry.content.type === 'text' ? entry.content.text : '';
  });
  const newest = words.findLast(({ kind }) => kind === 'choice.picked' || kind === 'message.sent');
  const answer = entries[last];
  return {
    said: {
      text: texts.filter((text) => text !== '').join('\n'),
      ...(newest?.kind === 'choice.picked' && { choice: newest.value }),
    },
    ...(answer?.kind === 'message.sent' && answer.expects && { expecting: answer.expects }),
  };
}

/** A bot that fails or runs late fetches a person. Only the end of the process is no verdict on the bot: the job comes again. */
async function replyInTime(
  { bot, logger, patienceMs }: BotTurnParts,
  turn: Turn,
  stop: AbortSignal,
): Promise<BotReply> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error('The bot took too long')), patienceMs ?? PATIENCE_MS);
  const signal = AbortSignal.any([late.signal, stop]);
  try {
    stop.throwIfAborted();
    return await Promise.race([bot.reply(turn, signal), rejectOn(signal)]);
  } catch (error) {
    stop.throwIfAborted();
    logger.warn({ err: error, shop: turn.shop }, 'the bot failed');
    return { messages: [], fallback: false, handoff: 'bot_failed' };
  } finally {
    clearTimeout(timer);
  }
}

/** Not every bot heeds its signal. */
function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
