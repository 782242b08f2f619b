import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBot } from '../bot/create-bot.ts';
import { createFlows } from '../bot/flows.ts';
import { agent, COMMERCE, openDoor, SHOP, say, visitor, withId } from '../conversations/door.fixture.ts';
import { createBotTurn } from './bot-turn.ts';
import { createEmailReply } from './email-reply.ts';
import { createFollowBlock } from './follow-block.ts';
import { createIndexEntry } from './index-entry.ts';
import { createJobRunner, type JobRunner } from './job-runner.ts';
import { createMissedHandoff } from './missed-handoff.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Door, jobs and bot together, as in a running server. */
async function engine(now: () => number = Date.now) {
  let runner: JobRunner | undefined;
  const door = await openDoor({ clock: now, onJobs: () => runner?.wake() });
  const { store, conversations } = door;
  const logger = { error: vi.fn(), warn: vi.fn() };
  runner = createJobRunner({
    jobs: store.jobs,
    logger,
    handlers: {
      bot: createBotTurn({
        store,
        conversations,
        logger,
        bot: createBot({ flows: createFlows(), commerce: COMMERCE }),
      }),
      email: createEmailReply({
        store,
        conversations,
        channel: { deliver: async () => {} },
        presence: async () => 'online',
        linkTo: () => 'https://chat.example.com/chat',
      }),
      index: createIndexEntry({ store, conversations }),
      handoff: createMissedHandoff({ store, conversations, now }),
      block: createFollowBlock({ store, conversations, rowChanged: () => {} }),
      webhook: async () => {},
      push: async () => {},
    },
  });
  runner.start();
  closing.push(door.close, () => runner.stop());
  const said = async (conversation: string) =>
    (await conversations.readAsTeam(SHOP.id, conversation, { after: 5 })).map(({ kind, by }) => `${by.role} ${kind}`);
  return { ...door, said, logger };
}

describe('the engine', () => {
  it('[EN54] answers, remembers what it asked, and falls silent once a person is wanted', async () => {
    const { conversations, said, logger } = await engine();
    const first = await conversations.execute(visitor(), say('Where is my order?'));
    const id = first.ok ? (first.conversation ?? '') : '';
    const heard = ['bot message.sent'];
    await vi.waitFor(async () => expect(await said(id)).toEqual(heard), 5000);

    for (const [words, ...answers] of [
      ['10482', 'bot message.sent'],
      ['marta@example.com', 'bot message.sent', 'bot message.sent'],
      ['Talk to a person', 'bot message.sent', 'bot handoff.requested', 'system email.requested'],
      ['Are you there?'],
    ] as const) {
      await conversations.execute(visitor(), say(words, id));
      heard.push('visitor message.sent', ...answers);
      await vi.waitFor(async () => expect(await said(id)).toEqual(heard), 5000);
    }
    const texts = JSON.stringify(await conversations.readAsVisitor(SHOP.id, id, { after: 0 }));
    expect(texts).toContain('10482 is on its way');
    expect(texts).not.toContain('order_email');
    expect(logger.error).not.toHaveBeenCalled();
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('[TR5] brings a person who was wanted outside the hours into New when these begin', async () => {
    const opening = Date.parse('2026-01-12T09:00:00Z');
    const clock = { now: opening - 20 };
    const { conversations, store, said } = await engine(() => clock.now);
    const hours = [{ weekday: 1, from: 9 * 60, to: 18 * 60 }];
    await store.shops.save({ ...SHOP, timeZone: 'UTC', transfer: 'hours', hours });
    const first = await conversations.execute(visitor(), withId({ type: 'handoff.request' as const }));
    const id = first.ok ? (first.conversation ?? '') : '';
    const missed = ['visitor handoff.missed', 'system email.requested'];
    expect(await said(id)).toEqual(missed);
    clock.now = opening;
    await vi.waitFor(async () => expect(await said(id)).toEqual([...missed, 'system handoff.requested']), 5000);
    expect((await conversations.row(SHOP.id, id))?.folder).toBe('new');
  });

  it('[BL6] closes what a shopper has open elsewhere once they are blocked', async () => {
    const { conversations, said } = await engine();
    const begin = async () => {
      const result = await conversations.execute(visitor(), say('Hello'));
      return result.ok ? (result.conversation ?? '') : '';
    };
    const older = await begin();
    const close = withId({ type: 'conversation.close' as const, conversation: older, survey: false });
    await conversations.execute(agent(), close);
    const newer = await begin();
    await conversations.execute(agent(), withId({ type: 'conversation.block' as const, conversation: older }));
    await vi.waitFor(async () => expect(await said(newer)).toContain('system conversation.closed'), 5000);
    expect((await said(newer)).at(-1)).toBe('system conversation.closed');
  });

  it('[EN55] makes what was said findable soon after', async () => {
    const { conversations, store } = await engine();
    const first = await conversations.execute(visitor(), say('A very particular umbrella'));
    const id = first.ok ? (first.conversation ?? '') : '';
    const note = withId({ type: 'note.add' as const, conversation: id, text: 'Prefers waterproof things' });
    await conversations.execute(agent(), note);
    await vi.waitFor(async () => {
      expect(await store.search.find(SHOP.id, 'umbrella', 5)).toEqual([id]);
      expect(await store.search.find(SHOP.id, 'waterproof', 5)).toEqual([id]);
    }, 5000);
  });
});
