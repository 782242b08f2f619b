import { afterEach, describe, expect, it } from 'vitest';
import { createBot } from '../bot/create-bot.ts';
import { createFlows } from '../bot/flows.ts';
import { createBotTurn } from '../jobs/bot-turn.ts';
import { createMissedHandoff } from '../jobs/missed-handoff.ts';
import type { Job, JobKind } from '../store/jobs.ts';
import type { Shop } from '../store/shops.ts';
import { agent, COMMERCE, openDoor, SHOP, say, visitor, withId } from './door.fixture.ts';

const never = new AbortController().signal;
const doors: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});

/** Mondays to Fridays from nine to six, in Lisbon, which is on UTC in January. */
const HOURS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 9 * 60, to: 18 * 60 }));
const SATURDAY = Date.parse('2026-01-10T12:00:00Z');
const MONDAY = Date.parse('2026-01-12T09:00:00Z');

async function stage(settings: Partial<Shop>, at: number) {
  const clock = { now: at };
  const made: { kind: JobKind; seq: number; delayMs: number }[] = [];
  const door = await openDoor({
    clock: () => clock.now,
    wrap: (store) => ({
      ...store,
      log: {
        ...store.log,
        commit: (units) => {
          for (const { jobs = [] } of units)
            made.push(...jobs.map(({ kind, seq, delayMs }) => ({ kind, seq, delayMs })));
          return store.log.commit(units);
        },
      },
    }),
  });
  doors.push(door);
  const { conversations, store } = door;
  await store.shops.save({ ...SHOP, hours: HOURS, ...settings });
  const id = await said(say('Hello'));
  const parts = { store, conversations, now: () => clock.now };

  async function said(command: Parameters<typeof conversations.execute>[1]): Promise<string> {
    const result = await conversations.execute(visitor(), command as never);
    return result.ok ? (result.conversation ?? '') : result.code;
  }
  /** A leased job of this kind; its time is the store's and does not matter here. */
  const jobOf = (kind: JobKind, seq: number): Job => {
    return { id: `j_${kind}_${seq}`, shop: SHOP.id, kind, conversation: id, seq, attempt: 1, lease: 'x' };
  };
  return {
    ...door,
    id,
    clock,
    made,
    jobOf,
    asks: () => said(withId({ type: 'handoff.request' as const })),
    gives: (email: string) => said(withId({ type: 'email.give' as const, email })),
    /** What the log has told since a position, with the bot's words as they are. */
    told: async (after: number) =>
      (await conversations.readAsTeam(SHOP.id, id, { after })).map((entry) =>
        entry.kind === 'message.sent' && entry.content.type === 'text' ? entry.content.text : entry.kind,
      ),
    row: async () => (await conversations.row(SHOP.id, id))!,
    /** The next job of a kind out of the store, with its lease. */
    next: async (kind: JobKind) => (await store.jobs.claim(50, 30_000)).find((job) => job.kind === kind)!,
    botTurn: createBotTurn({
      ...parts,
      bot: createBot({ flows: createFlows(), commerce: COMMERCE }),
      logger: { warn: () => {} },
    }),
    missedHandoff: createMissedHandoff(parts),
  };
}

describe('a person is wanted, at the door', () => {
  it('[TR3] outside the hours the bot tells when the team is back, in the shopper’s language and by the shop’s clock', async () => {
    const at = await stage({ transfer: 'hours' }, SATURDAY);
    expect(await at.asks()).toBe(at.id);
    expect(await at.told(5)).toEqual([
      'Sorry, we are currently unavailable. We are back on Monday, January 12 at 9:00 AM GMT+0, and a person will look at your question then. If you leave your email address, the answer finds you even when you are no longer here.',
      'handoff.missed',
      'email.requested',
    ]);
    expect(await at.row()).toMatchObject({ folder: 'chatbot', state: { status: { at: 'bot' }, personWanted: true } });
    await at.gives('ines@example.com');
    await at.asks();
    expect((await at.told(9)).join()).toContain('If you are no longer here by then, we will answer by email.');
    const french = { ...visitor('v_0000000000000002'), context: { locale: 'fr-CA' } };
    const result = await at.conversations.execute(french, withId({ type: 'handoff.request' as const }));
    const entries = await at.conversations.readAsVisitor(SHOP.id, (result.ok && result.conversation) || '', {});
    expect(JSON.stringify(entries)).toContain('de retour lundi 12 janvier');
  });

  it('[TR3] the shopper’s own view shows the words and the invitation, and not that a person was missed', async () => {
    const at = await stage({ transfer: 'hours' }, SATURDAY);
    await at.asks();
    const shown = await at.conversations.readAsVisitor(SHOP.id, at.id, { after: 4 });
    expect(shown.map(({ kind, position }) => `${position} ${kind}`)).toEqual(['5 message.sent', '6 email.requested']);
  });

  it('[TR4] where nobody ever comes the bot says so, asks for no address and keeps the conversation', async () => {
    const at = await stage({ transfer: 'never' }, MONDAY);
    await at.asks();
    expect(await at.told(5)).toEqual([expect.stringMatching(/^Sorry, we are currently unavailable/), 'handoff.missed']);
    expect(at.made.filter(({ kind }) => kind === 'handoff')).toEqual([]);
    expect(await at.row()).toMatchObject({ folder: 'chatbot', state: { personWanted: false } });
  });

  it('[TR5] when the team is back whoever asked is wanted: in New, and it rings', async () => {
    const at = await stage({ transfer: 'hours' }, SATURDAY);
    await at.asks();
    expect(at.made.find(({ kind }) => kind === 'handoff')).toEqual({
      kind: 'handoff',
      seq: 7,
      delayMs: MONDAY - SATURDAY,
    });
    at.clock.now = MONDAY;
    const job = at.jobOf('handoff', 7);
    const { shop, id, kind, conversation, seq } = job;
    await at.store.log.commit([
      {
        stream: { shop, kind: 'visitor', id: visitor().visitor },
        expectedSeq: 0,
        entries: [],
        jobs: [{ id, shop, kind, conversation, seq, delayMs: 0 }],
      },
    ]);
    await at.missedHandoff(await at.next('handoff'), never);
    expect(await at.told(8)).toEqual(['handoff.requested']);
    expect(await at.row()).toMatchObject({ folder: 'new', state: { status: { reason: 'asked', since: MONDAY } } });
  });

  it('[TR5] the job waits on while the team is still away, and gives up where it never comes', async () => {
    const at = await stage({ transfer: 'hours' }, SATURDAY);
    await at.asks();
    const completed: unknown[] = [];
    const conversations = {
      ...at.conversations,
      complete: async (_shop: string, _id: string, _done: unknown, next?: unknown) => {
        completed.push(next);
        return true;
      },
    };
    const handler = createMissedHandoff({ store: at.store, conversations, now: () => at.clock.now });
    const job = at.jobOf('handoff', 7);
    // Monday has become a holiday.
    await at.store.shops.save({
      ...SHOP,
      transfer: 'hours',
      hours: HOURS,
      exceptions: [{ date: '2026-01-12', spans: [] }],
    });
    at.clock.now = MONDAY;
    await handler(job, never);
    expect(completed.pop()).toMatchObject({ kind: 'handoff', seq: 7, delayMs: 86_400_000 });
    await at.store.shops.save({ ...SHOP, transfer: 'never', hours: HOURS });
    await handler(job, never);
    expect(completed.pop()).toBeUndefined();
    await at.store.shops.save({ ...SHOP, transfer: 'hours', hours: HOURS });
    await handler(at.jobOf('handoff', 6), never);
    expect(completed.splice(0)).toEqual([undefined]);
    expect((await at.row()).seq).toBe(8);
  });

  it('[TR6] within the hours and outside them the shop’s first reply comes first, once', async () => {
    const firstReplies = {
      inside: { en: 'We answer within minutes.', fr: 'Nous répondons en quelques minutes.' },
      outside: { en: '{shop} answers from {when}.' },
    };
    const open = await stage({ firstReplies }, MONDAY);
    await open.asks();
    expect(await open.told(5)).toEqual(['We answer within minutes.', 'handoff.requested', 'email.requested']);
    await open.conversations.execute(agent(), sends(open.id, 8));
    await open.conversations.execute(
      agent(),
      withId({ type: 'conversation.unassign' as const, conversation: open.id }),
    );
    await open.asks();
    expect((await open.told(5)).filter((words) => words.startsWith('We answer'))).toHaveLength(1);

    const shut = await stage({ firstReplies }, SATURDAY);
    await shut.asks();
    expect(await shut.told(5)).toEqual([
      'Hazel & Hem answers from Monday, January 12 at 9:00 AM GMT+0.',
      'handoff.requested',
      'email.requested',
    ]);
  });

  it('[TR6] the same command again says nothing twice', async () => {
    const at = await stage({ firstReplies: { inside: { en: 'Soon.' } } }, MONDAY);
    const command = withId({ type: 'handoff.request' as const });
    const results = await Promise.all([1, 2, 3].map(() => at.conversations.execute(visitor(), command)));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(await at.told(5)).toEqual(['Soon.', 'handoff.requested', 'email.requested']);
  });

  it('[TR7] asked in words, the bot promises nobody who cannot come', async () => {
    for (const [now, transfer, words] of [
      [SATURDAY, 'hours', /We are back on Monday/],
      [MONDAY, 'never', /currently unavailable/],
      [MONDAY, 'hours', /letting the team know/],
    ] as const) {
      const at = await stage({ transfer }, now);
      await at.conversations.execute(visitor(), say('Talk to a person', at.id));
      // One turn hears both messages.
      await at.store.jobs.claim(50, 0);
      const job = (await at.store.jobs.claim(50, 30_000)).filter(({ kind }) => kind === 'bot');
      for (const one of job) await at.botTurn(one, never);
      const later = (await at.store.jobs.claim(50, 30_000)).filter(({ kind }) => kind === 'bot');
      for (const one of later) await at.botTurn(one, never);
      const told = await at.told(6);
      expect(told[0]).toMatch(words);
      expect(told.filter((line) => /currently unavailable|letting the team know/.test(line))).toHaveLength(1);
      expect((await at.row()).state.lastVisitorSeq === 0 || transfer === 'hours').toBe(true);
    }
  });

  it('[TR8] the shop’s own words come before the flow’s, each in the shopper’s language or the nearest there is', async () => {
    const unavailable = { de: 'Nur der Bot.', 'en-GB': 'Only the assistant, I’m afraid.' };
    const at = await stage({ transfer: 'never', unavailable }, MONDAY);
    await at.asks();
    expect((await at.told(5))[0]).toBe('Only the assistant, I’m afraid.');
    const italian = { ...visitor('v_0000000000000002'), context: { locale: 'it' } };
    const result = await at.conversations.execute(italian, withId({ type: 'handoff.request' as const }));
    const entries = await at.conversations.readAsVisitor(SHOP.id, (result.ok && result.conversation) || '', {});
    expect(JSON.stringify(entries)).toContain('Only the assistant');
  });
});

const sends = (conversation: string, seen: number) =>
  withId({ type: 'message.send' as const, conversation, content: { type: 'text', text: 'Here' } as const, seen });
