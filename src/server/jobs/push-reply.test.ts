import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Entry } from '../../protocol/entries.ts';
import type { Presence } from '../../protocol/rows.ts';
import { agent, openDoor, SHOP, say, visitor, withId } from '../conversations/door.fixture.ts';
import type { Pushed, PushNote } from '../push/push.ts';
import type { Job } from '../store/jobs.ts';
import type { Shop } from '../store/shops.ts';
import { createPushReply } from './push-reply.ts';
import { PUSH_DELAY_MS, reactions } from './reactions.ts';

const never = new AbortController().signal;
const doors: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});

interface Case {
  presence?: Presence;
  read?: boolean;
  block?: boolean;
  devices?: number;
  shop?: Partial<Shop>;
  text?: string;
  /** What the services say, in order; else they take it. */
  pushed?: Pushed[];
}

/** A person has answered; the job about it runs. */
async function replied({ presence = 'left', read, block, devices = 1, shop, text, pushed = [] }: Case = {}) {
  const door = await openDoor();
  doors.push(door);
  const { store, conversations } = door;
  if (shop) await store.shops.save({ ...SHOP, ...shop });
  const begun = await conversations.execute(visitor(), say('Hello?'));
  const id = begun.ok ? (begun.conversation ?? '') : '';
  const content = { type: 'text', text: text ?? 'Your code is 4711.' } as const;
  const sent = await conversations.execute(
    agent(),
    withId({ type: 'message.send' as const, conversation: id, content, seen: 5 }),
  );
  if (!sent.ok) throw new Error(sent.code);
  if (read) await store.folders.markRead(SHOP.id, id, { reader: 'visitor', position: sent.pub, at: 1 });
  if (block) await conversations.execute(agent(), withId({ type: 'conversation.block' as const, conversation: id }));
  const who = visitor().visitor;
  for (let n = 0; n < devices; n++) {
    const device = { platform: 'fcm', token: `token-of-phone-${n}` } as const;
    await store.pushDevices.put(SHOP.id, who, { id: `d${n}`, device }, n);
  }
  const notes: PushNote[] = [];
  const logger = { warn: vi.fn() };
  const handler = createPushReply({
    store,
    conversations,
    push: {
      async send(_, note) {
        notes.push(note);
        return pushed.shift() ?? { at: 'sent' };
      },
    },
    presence: async () => presence,
    linkTo: (of) => `https://chat.example.com/chat?shop=${of}`,
    logger,
  });
  const job: Job = {
    id: 'j_push',
    shop: SHOP.id,
    kind: 'push',
    conversation: id,
    seq: sent.seq,
    attempt: 1,
    lease: 'x',
  };
  const ended = vi.spyOn(conversations, 'complete').mockResolvedValue(true);
  const run = handler(job, never);
  return { run, notes, ended, logger, kept: () => store.pushDevices.ofVisitor(SHOP.id, who), conversation: id };
}

describe('a note to a shopper’s devices', () => {
  it('[PU5] is a job of each message of a person, where devices can be told at all', () => {
    const by = { role: 'agent', id: 'a_jonas', name: 'Jonas' } as const;
    const entry = { kind: 'message.sent', by, seq: 7, at: 1, v: 1, content: { type: 'text', text: 'x' } };
    const state = { status: { at: 'assigned' }, email: 'unknown' } as never;
    const of = (change: object, pushes?: boolean) =>
      reactions([{ ...entry, ...change } as Entry], state, undefined, pushes).filter(({ kind }) => kind === 'push');
    expect(of({}, true)).toEqual([{ kind: 'push', seq: 7, delayMs: PUSH_DELAY_MS }]);
    expect(of({}, false)).toEqual([]);
    expect(of({})).toEqual([]);
    expect(of({ by: { role: 'bot' } }, true)).toEqual([]);
    expect(of({ kind: 'note.added', text: 'x' }, true)).toEqual([]);
  });

  it.each([true, false])('[PU5] is committed with the message, if devices can be told: %s', async (pushes) => {
    const committed: (string | undefined)[] = [];
    const door = await openDoor({
      pushes,
      wrap: (store) => ({
        ...store,
        log: {
          ...store.log,
          commit(units) {
            committed.push(...units.flatMap(({ jobs }) => jobs?.map(({ kind }) => kind) ?? []));
            return store.log.commit(units);
          },
        },
      }),
    });
    doors.push(door);
    const begun = await door.conversations.execute(visitor(), say('Hello?'));
    const conversation = begun.ok ? (begun.conversation ?? '') : '';
    const content = { type: 'text', text: 'Hello.' } as const;
    await door.conversations.execute(
      agent(),
      withId({ type: 'message.send' as const, conversation, content, seen: 5 }),
    );
    expect(committed.filter((kind) => kind === 'push')).toHaveLength(pushes ? 1 : 0);
  });

  it('[PU5] goes to each of them, once for the same job', async () => {
    const first = await replied({ devices: 2 });
    await first.run;
    expect(first.notes).toHaveLength(2);
    expect(new Set(first.notes.map(({ id }) => id)).size).toBe(1);
    expect(first.notes[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(first.ended).toHaveBeenCalledTimes(1);
  });

  it('[PU6] says that there is a message and from which shop, and nothing of what it says', async () => {
    const { run, notes, conversation } = await replied();
    await run;
    expect(notes).toEqual([
      {
        id: expect.any(String),
        conversation,
        title: 'Hazel & Hem',
        body: 'You have a new message from Hazel & Hem.',
        link: 'https://chat.example.com/chat?shop=shop',
      },
    ]);
    expect(JSON.stringify(notes)).not.toMatch(/4711|Jonas/);
  });

  it('[PU6] shows the text, shortened, where the shop has set that', async () => {
    const text = `Your code\nis 4711. ${'🧵'.repeat(200)}`;
    const { run, notes } = await replied({ shop: { pushShowsText: true }, text });
    await run;
    expect(notes[0]).toMatchObject({
      title: 'Jonas · Hazel & Hem',
      body: expect.stringMatching(/^Your code is 4711\. 🧵+…$/u),
    });
    expect([...(notes[0]?.body ?? '')]).toHaveLength(120);
  });

  it('[PU7] waits while the shopper is on the store and has not read it, and looks again', async () => {
    const { run, notes, ended } = await replied({ presence: 'online' });
    await run;
    expect(notes).toEqual([]);
    expect(ended.mock.calls[0]?.[3]).toMatchObject({ kind: 'push', delayMs: 30_000 });
  });

  it.each<[string, Case]>([
    ['has read it', { read: true }],
    ['is blocked', { block: true }],
    ['has no device', { devices: 0 }],
  ])('[PU7] is not sent when the shopper %s', async (_, options) => {
    const { run, notes, ended } = await replied(options);
    await run;
    expect(notes).toEqual([]);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('[PU8] forgets devices that are gone, and tries the rest again when a service cannot take it now', async () => {
    const gone = await replied({ devices: 2, pushed: [{ at: 'gone' }] });
    await gone.run;
    expect((await gone.kept()).map(({ id }) => id)).toEqual(['d0']);
    const later = await replied({ devices: 2, pushed: [{ at: 'later', reason: 'UNAVAILABLE' }] });
    await expect(later.run).rejects.toThrow('UNAVAILABLE');
    expect(later.notes).toHaveLength(2);
    expect(later.ended).not.toHaveBeenCalled();
  });

  it('[PU8] tells the log of what a service refuses, without whom it was for', async () => {
    const { run, logger, ended } = await replied({ pushed: [{ at: 'refused', reason: 'BadTopic' }] });
    await run;
    expect(logger.warn.mock.calls).toEqual([
      [{ shop: SHOP.id, platform: 'fcm', reason: 'BadTopic' }, 'a push was refused'],
    ]);
    expect(ended).toHaveBeenCalledTimes(1);
  });
});
