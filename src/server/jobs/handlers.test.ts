import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Presence } from '../../protocol/rows.ts';
import type { Bot, BotReply, Turn } from '../bot/bot.ts';
import { createBot } from '../bot/create-bot.ts';
import { createFlows } from '../bot/flows.ts';
import type { Channel } from '../channels/channel.ts';
import { agent, COMMERCE, openDoor, SHOP, say, visitor, withId } from '../conversations/door.fixture.ts';
import type { Job, JobKind } from '../store/jobs.ts';
import { createBotTurn } from './bot-turn.ts';
import { createEmailReply } from './email-reply.ts';
import { createIndexEntry } from './index-entry.ts';

const never = new AbortController().signal;
const doors: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});

async function stage() {
  const door = await openDoor();
  doors.push(door);
  const { conversations, store } = door;
  const claimed: Job[] = [];
  return {
    ...door,
    /** The oldest job of a kind that is due; other kinds stay leased in hand. */
    async next(kind: JobKind): Promise<Job | undefined> {
      claimed.push(...(await store.jobs.claim(50, 30_000)));
      const index = claimed.findIndex((job) => job.kind === kind);
      return index < 0 ? undefined : claimed.splice(index, 1)[0];
    },
    async start(text: string): Promise<string> {
      const result = await conversations.execute(visitor(), say(text));
      return result.ok ? (result.conversation ?? '') : '';
    },
    async last(conversation: string) {
      const entries = await conversations.readAsTeam(SHOP.id, conversation, {});
      return entries.at(-1);
    },
    botTurn: (bot: Bot, patienceMs?: number) =>
      createBotTurn({ store, conversations, bot, logger: { warn: () => {} }, ...(patienceMs && { patienceMs }) }),
  };
}

const saying = (text: string): BotReply => ({ messages: [{ type: 'text', text }], fallback: false });

describe('the bot’s turn', () => {
  it('[EN23] answers the shopper’s latest words once, in the commit that ends the job', async () => {
    const at = await stage();
    const id = await at.start('Do you have linen shirts?');
    const job = (await at.next('bot'))!;
    const turn = at.botTurn(createBot({ flows: createFlows(), commerce: COMMERCE }));
    await turn(job, never);
    expect(await at.last(id)).toMatchObject({ by: { role: 'bot' }, content: { type: 'products' } });
    expect(await at.store.jobs.renew({ job: job.id, lease: job.lease }, 1000)).toBe(false);
    const seq = (await at.conversations.row(SHOP.id, id))?.seq;
    await turn(job, never);
    expect((await at.conversations.row(SHOP.id, id))?.seq).toBe(seq);
  });

  it('[EN23] stays silent when a person took over while it was thinking', async () => {
    const at = await stage();
    const id = await at.start('Hello?');
    const job = (await at.next('bot'))!;
    const bot: Bot = {
      reply: async () => {
        const content = { type: 'text', text: 'Jonas here' } as const;
        await at.conversations.execute(
          agent(),
          withId({ type: 'message.send' as const, conversation: id, content, seen: 5 }),
        );
        return saying('Too late');
      },
    };
    await at.botTurn(bot)(job, never);
    expect(await at.last(id)).toMatchObject({ by: { role: 'agent' } });
    expect(await at.store.jobs.renew({ job: job.id, lease: job.lease }, 1000)).toBe(false);
  });

  it('[EN23] leaves an older question to the turn of the newer one, which hears both', async () => {
    const at = await stage();
    const id = await at.start('Where is my order?');
    const older = (await at.next('bot'))!;
    await at.conversations.execute(visitor(), say('It is 10482', id));
    const turns: Turn[] = [];
    const bot: Bot = { reply: async (turn) => (turns.push(turn) ? saying('Both heard') : saying('')) };
    await at.botTurn(bot)(older, never);
    expect(turns).toEqual([]);
    await at.botTurn(bot)((await at.next('bot'))!, never);
    expect(turns[0]?.said.text).toBe('Where is my order?\nIt is 10482');
    expect(await at.last(id)).toMatchObject({ content: { text: 'Both heard' } });
  });

  it('[EN24] hands over to a person when the bot throws or takes too long', async () => {
    const slow: Bot = { reply: () => new Promise(() => {}) };
    const broken: Bot = { reply: () => Promise.reject(new Error('broken')) };
    for (const bot of [slow, broken]) {
      const at = await stage();
      const id = await at.start('Hello?');
      await at.botTurn(bot, 20)((await at.next('bot'))!, never);
      const row = await at.conversations.row(SHOP.id, id);
      expect(row?.state.status).toMatchObject({ at: 'queued', reason: 'bot_failed' });
    }
  });

  it('[EN24] hands over nothing because the process stops: the job comes again', async () => {
    const at = await stage();
    const id = await at.start('Hello?');
    const stop = new AbortController();
    const running = at.botTurn({ reply: () => new Promise(() => {}) })((await at.next('bot'))!, stop.signal);
    setImmediate(() => stop.abort(new Error('stopping')));
    await expect(running).rejects.toThrow('stopping');
    expect((await at.conversations.row(SHOP.id, id))?.state.status.at).toBe('bot');
  });
});

describe('a reply by email', () => {
  async function replied(options: { presence?: Presence; read?: boolean; block?: boolean } = {}) {
    const at = await stage();
    const id = await at.start('Hello?');
    await at.conversations.execute(visitor(), withId({ type: 'email.give' as const, email: 'ines@example.com' }));
    const send = withId({
      type: 'message.send' as const,
      conversation: id,
      content: { type: 'text', text: 'It is on its way.' } as const,
      seen: 6,
    });
    const sent = await at.conversations.execute(agent(), send);
    if (!sent.ok) throw new Error(sent.code);
    if (options.read) {
      const reader = { reader: 'visitor', position: sent.pub, at: 1 };
      await at.store.folders.markRead(SHOP.id, id, reader);
    }
    if (options.block) {
      await at.conversations.execute(agent(), withId({ type: 'conversation.block' as const, conversation: id }));
    }
    const mails: Parameters<Channel['deliver']>[0][] = [];
    const handler = createEmailReply({
      store: at.store,
      conversations: at.conversations,
      channel: { deliver: async (mail) => void mails.push(mail) },
      presence: async () => options.presence ?? 'left',
      linkTo: (shop) => `https://chat.example.com/chat?shop=${shop}`,
    });
    // The delay belongs to the store's clock; the handler does not look at it.
    const job: Job = {
      id: 'j_mail',
      shop: SHOP.id,
      kind: 'email',
      conversation: id,
      seq: sent.seq,
      attempt: 1,
      lease: 'x',
    };
    const ended = vi.spyOn(at.conversations, 'complete').mockResolvedValue(true);
    const executed = vi.spyOn(at.conversations, 'execute').mockResolvedValue({ ok: true, seq: 0, pub: 0 });
    await handler(job, never);
    return { mails, ended, executed, seq: sent.seq };
  }

  it('[EN25] goes to a shopper who has left, and is told in the log', async () => {
    const { mails, executed, seq } = await replied();
    expect(mails).toEqual([
      {
        id: 'j_mail',
        to: 'ines@example.com',
        locale: 'en',
        shopName: 'Hazel & Hem',
        agentName: 'Jonas',
        text: 'It is on its way.',
        link: 'https://chat.example.com/chat?shop=shop',
      },
    ]);
    expect(executed.mock.calls[0]?.[1]).toMatchObject({ type: 'message.deliver_by_email', message: seq });
  });

  it('[EN25] goes to one who is there without doing anything as well', async () => {
    expect((await replied({ presence: 'idle' })).mails).toHaveLength(1);
  });

  it('[EN26] waits while the shopper is on the store and has not read it, and looks again', async () => {
    const { mails, ended, executed, seq } = await replied({ presence: 'online' });
    expect(mails).toEqual([]);
    expect(executed).not.toHaveBeenCalled();
    expect(ended.mock.calls[0]?.[3]).toMatchObject({ kind: 'email', seq, delayMs: 30_000 });
  });

  it.each([
    ['has read it', { read: true }],
    ['is blocked', { block: true }],
  ] as const)('[EN26] stays here when the shopper %s', async (_, options) => {
    const { mails, ended, executed } = await replied(options);
    expect(mails).toEqual([]);
    expect(ended).toHaveBeenCalledTimes(1);
    expect(executed).not.toHaveBeenCalled();
  });
});

describe('the index', () => {
  it('[EN27] finds conversations by their words and by the customer’s address', async () => {
    const at = await stage();
    const id = await at.start('A linen shirt for the office');
    await at.conversations.execute(visitor(), withId({ type: 'email.give' as const, email: 'ines@example.com' }));
    const index = createIndexEntry({ store: at.store, conversations: at.conversations });
    for (let job = await at.next('index'); job; job = await at.next('index')) await index(job, never);
    expect(await at.store.search.find(SHOP.id, 'office linen', 10)).toEqual([id]);
    expect(await at.store.search.find(SHOP.id, 'ines@example.com', 10)).toEqual([id]);
    expect(await at.store.search.find(SHOP.id, 'wool', 10)).toEqual([]);
  });
});
