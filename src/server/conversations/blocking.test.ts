import { afterEach, describe, expect, it } from 'vitest';
import type { VisitorCommand } from '../../protocol/commands.ts';
import { createBotTurn } from '../jobs/bot-turn.ts';
import { createFollowBlock } from '../jobs/follow-block.ts';
import type { JobKind } from '../store/jobs.ts';
import { agent, openDoor, PRIYA, SHOP, say, visitor, withId } from './door.fixture.ts';

type Door = Awaited<ReturnType<typeof openDoor>>;
const never = new AbortController().signal;
const doors: Door[] = [];
const open = async (): Promise<Door> => {
  const door = await openDoor();
  doors.push(door);
  return door;
};
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});

type Change = 'block' | 'unblock' | 'close' | 'reopen' | 'archive' | 'unarchive';
const change = (type: Change, conversation: string) =>
  type === 'close'
    ? withId({ type: 'conversation.close' as const, conversation, survey: false })
    : withId({ type: `conversation.${type}` as const, conversation });
const reply = (conversation: string) =>
  withId({ type: 'message.send' as const, conversation, content: { type: 'text', text: 'Hi' } as const, seen: 50 });
const started = async ({ conversations }: Door, from = visitor(), text = 'Hello'): Promise<string> => {
  const result = await conversations.execute(from, say(text));
  return (result.ok && result.conversation) || '';
};
const kinds = async ({ conversations }: Door, id: string, after = 5) =>
  (await conversations.readAsTeam(SHOP.id, id, { after })).map(({ kind }) => kind);
const jobOf = async ({ store }: Door, kind: JobKind) =>
  (await store.jobs.claim(50, 30_000)).find((job) => job.kind === kind);
const told: string[] = [];
const follows = ({ store, conversations }: Door) =>
  createFollowBlock({ store, conversations, rowChanged: (_shop, id) => void told.push(id) });

describe('a blocked shopper', () => {
  it('[BL1] any teammate blocks: the conversation goes to Closed and is read-only', async () => {
    const door = await open();
    const id = await started(door);
    const priya = { ...agent(PRIYA), permissions: ['chat' as const] };
    expect(await door.conversations.execute(priya, change('block', id))).toMatchObject({ ok: true });
    expect(await kinds(door, id)).toEqual(['conversation.blocked', 'conversation.closed']);
    expect(await door.conversations.row(SHOP.id, id)).toMatchObject({ folder: 'closed', open: false });
    for (const command of [reply(id), change('reopen', id), change('archive', id), change('close', id)]) {
      expect(await door.conversations.execute(agent(), command)).toEqual({ ok: false, code: 'closed' });
    }
  });

  it('[BL2] is refused whatever they try, on every tab and device of theirs, and no word of it is stored', async () => {
    const door = await open();
    const id = await started(door);
    await door.conversations.execute(agent(), change('block', id));
    const secret = 'A very particular insult';
    const tries: VisitorCommand[] = [
      say(secret),
      say(secret, id),
      withId({ type: 'choice.pick' as const, value: 'returns', label: secret }),
      withId({ type: 'handoff.request' as const }),
      withId({ type: 'email.give' as const, email: 'particular@example.com' }),
      withId({ type: 'survey.answer' as const, conversation: id, rating: 1, comment: secret }),
      withId({ type: 'cart.report' as const, cart: { currency: 'EUR', subtotal: 0, lines: [] } }),
      withId({ type: 'discount.apply' as const, code: 'WELCOME10' }),
    ];
    const elsewhere = door.another();
    for (const [index, command] of tries.entries()) {
      const process = index % 2 ? elsewhere : door.conversations;
      expect(await process.execute(visitor(), command)).toEqual({ ok: false, code: 'unavailable' });
    }
    await elsewhere.drain();
    expect((await door.conversations.row(SHOP.id, id))?.seq).toBe(7);
    expect((await door.store.people.visitor(SHOP.id, visitor().visitor))?.email).toBeUndefined();
    const ledger = await Promise.all(tries.map((command) => door.store.log.ledger(SHOP.id, command.id)));
    expect(JSON.stringify(ledger)).not.toMatch(/particular/i);
    expect(await door.store.search.find(SHOP.id, 'particular', 5)).toEqual([]);
  });

  it('[BL3] what was refused stays refused after unblocking, on any server; new words are welcome', async () => {
    const door = await open();
    const id = await started(door);
    await door.conversations.execute(agent(), change('block', id));
    const tried = [say('First'), say('Second', id)];
    for (const command of tried) await door.conversations.execute(visitor(), command);
    await door.conversations.execute(agent(), change('unblock', id));
    const restarted = door.another();
    for (const command of tried) {
      expect(await restarted.execute(visitor(), command)).toEqual({ ok: false, code: 'unavailable' });
    }
    const next = await restarted.execute(visitor(), say('Sorry'));
    await restarted.drain();
    expect(next).toMatchObject({ ok: true });
    const all = await door.store.folders.ofVisitor(SHOP.id, visitor().visitor);
    const texts = await Promise.all(all.map((row) => door.conversations.readAsTeam(SHOP.id, row.id, {})));
    expect(JSON.stringify(texts)).not.toMatch(/First|Second/);
  });

  it('[BL4] only those with the permission unblock; the conversation stays closed and may be reopened', async () => {
    const door = await open();
    const id = await started(door);
    await door.conversations.execute(agent(), change('block', id));
    const plain = { ...agent(), permissions: ['chat' as const] };
    expect(await door.conversations.execute(plain, change('unblock', id))).toEqual({ ok: false, code: 'forbidden' });
    expect(await door.conversations.execute(agent(), change('unblock', id))).toMatchObject({ ok: true });
    expect((await door.conversations.row(SHOP.id, id))?.folder).toBe('closed');
    expect(await door.conversations.execute(plain, change('reopen', id))).toMatchObject({ ok: true });
    expect(await door.conversations.execute(visitor(), say('Thanks', id))).toMatchObject({
      ok: true,
      conversation: id,
    });
  });

  it('[BL5] is blocked as a person: neither bot nor team writes to another conversation of theirs', async () => {
    const door = await open();
    const older = await started(door);
    await door.conversations.execute(agent(), change('close', older));
    const newer = await started(door, visitor(), 'Again');
    const turn = (await jobOf(door, 'bot'))!;
    await door.conversations.execute(agent(), change('block', older));
    expect(await door.conversations.execute(agent(), reply(newer))).toEqual({ ok: false, code: 'closed' });
    const bot = { reply: async () => ({ messages: [{ type: 'text' as const, text: 'x' }], fallback: false }) };
    const { store, conversations } = door;
    await createBotTurn({ store, conversations, bot, logger: { warn: () => {} } })(
      { ...turn, conversation: newer },
      never,
    );
    expect(await kinds(door, newer)).toEqual([]);
  });

  it('[BL6] loses the conversation that was open elsewhere, and gets every mark taken off with one unblocking', async () => {
    const door = await open();
    const older = await started(door);
    await door.conversations.execute(agent(), change('close', older));
    const newer = await started(door, visitor(), 'Again');
    await door.conversations.execute(agent(), change('block', older));
    const job = (await jobOf(door, 'block'))!;
    await follows(door)(job, never);
    expect(await kinds(door, newer)).toEqual(['conversation.closed']);
    // The other reads differently in lists without a change of its own.
    expect(told.splice(0)).toEqual([older]);
    // Tried again after a crash, it does nothing twice.
    await follows(door)(job, never);
    expect(await kinds(door, newer)).toEqual(['conversation.closed']);

    await door.conversations.execute(agent(), change('unblock', newer));
    await follows(door)((await jobOf(door, 'block'))!, never);
    expect(await kinds(door, older, 7)).toEqual(['conversation.unblocked']);
    expect((await door.conversations.row(SHOP.id, older))?.state.status).toMatchObject({ blocked: false });
    expect(await door.store.jobs.claim(50, 30_000)).toEqual([]);
  });

  it('[BL7] is one shopper: others go on', async () => {
    const door = await open();
    const id = await started(door);
    const other = visitor('v_0000000000000002');
    await started(door, other);
    await door.conversations.execute(agent(), change('block', id));
    expect(await door.conversations.execute(other, say('Still here'))).toMatchObject({ ok: true });
  });
});
