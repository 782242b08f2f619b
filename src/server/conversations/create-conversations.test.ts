import { afterEach, describe, expect, it } from 'vitest';
import { topics } from '../bus/bus.ts';
import type { CommandResult } from './conversations.ts';
import { agent, openDoor, PRIYA, REPORTER, SHOP, say, visitor, withId } from './door.fixture.ts';
import { StateTooNew } from './state-too-new.ts';

type Door = Awaited<ReturnType<typeof openDoor>>;
const doors: Door[] = [];
const open = async (...options: Parameters<typeof openDoor>): Promise<Door> => {
  const door = await openDoor(...options);
  doors.push(door);
  return door;
};
afterEach(async () => {
  for (const door of doors.splice(0)) {
    await door.close();
    expect(door.errors).toEqual([]);
  }
});

const conversationOf = (result: CommandResult): string => {
  if (!result.ok || !result.conversation) throw new Error(`No conversation: ${JSON.stringify(result)}`);
  return result.conversation;
};
const kinds = async ({ conversations }: Door, id: string) =>
  (await conversations.readAsTeam(SHOP.id, id, {})).map(({ kind }) => kind);
const textsOf = async ({ conversations }: Door, id: string) =>
  (await conversations.readAsTeam(SHOP.id, id, {})).flatMap((entry) =>
    entry.kind === 'message.sent' && entry.by.role !== 'bot' && entry.content.type === 'text'
      ? [entry.content.text]
      : [],
  );

describe('the door', () => {
  it('[EN1] answers after the commit, with the head in both numberings', async () => {
    const door = await open();
    const result = await door.conversations.execute(visitor(), say('Hello'));
    // Started, two lines of greeting, quick replies, the words: the first is the team's alone.
    expect(result).toMatchObject({ ok: true, seq: 5, pub: 4 });
    expect(await door.store.log.conversation(SHOP.id, conversationOf(result))).toMatchObject({ seq: 5, pub: 4 });
  });

  it('[EN2] gives the same id from the same sender the same answer, and no second effect', async () => {
    const door = await open();
    const command = say('Once');
    const [first, again] = await Promise.all([
      door.conversations.execute(visitor(), command),
      door.conversations.execute(visitor(), command),
    ]);
    await door.conversations.execute(visitor(), say('Later'));
    const third = await door.conversations.execute(visitor(), command);
    expect(again).toEqual(first);
    expect(third).toEqual(first);
    expect(await textsOf(door, conversationOf(first))).toEqual(['Once', 'Later']);
  });

  it('[EN2] gives that answer on another server too', async () => {
    const door = await open();
    const command = say('Once');
    const first = await door.conversations.execute(visitor(), command);
    const other = door.another();
    expect(await other.execute(visitor(), command)).toEqual(first);
    await other.drain();
    expect(await textsOf(door, conversationOf(first))).toEqual(['Once']);
  });

  it('[EN3] refuses an id that another sender has used, and tells nothing of what it was', async () => {
    const door = await open();
    const command = say('Mine');
    await door.conversations.execute(visitor(), command);
    const result = await door.conversations.execute(visitor('v_0000000000000002'), command);
    expect(result).toEqual({ ok: false, code: 'id_taken' });
    expect(await door.store.people.visitor(SHOP.id, 'v_0000000000000002')).toBeUndefined();
  });

  it('[EN4] keeps a final refusal: the same command is refused again when it would succeed by now', async () => {
    const door = await open();
    const id = conversationOf(await door.conversations.execute(visitor(), say('Hello')));
    const reopen = withId({ type: 'conversation.reopen' as const, conversation: id });
    expect(await door.conversations.execute(agent(), reopen)).toEqual({ ok: false, code: 'not_closed' });
    const close = withId({ type: 'conversation.close' as const, conversation: id, survey: false });
    expect(await door.conversations.execute(agent(), close)).toMatchObject({ ok: true });
    expect(await door.conversations.execute(agent(), reopen)).toEqual({ ok: false, code: 'not_closed' });
    expect((await door.conversations.row(SHOP.id, id))?.open).toBe(false);
  });

  it('[EN5] decides a refusal on what the store holds, not on what this process remembers', async () => {
    const door = await open();
    const other = door.another();
    const id = conversationOf(await door.conversations.execute(visitor(), say('Hello')));
    const close = withId({ type: 'conversation.close' as const, conversation: id, survey: false });
    // The other server knows the conversation as open, and has heard no wake-up since.
    await other.row(SHOP.id, id);
    await door.conversations.execute(agent(), close);
    const reopen = withId({ type: 'conversation.reopen' as const, conversation: id });
    expect(await other.execute(agent(), reopen)).toMatchObject({ ok: true });
    await other.drain();
  });

  it('[EN10] two tabs cannot open two conversations', async () => {
    const door = await open();
    const other = door.another();
    const results = await Promise.all(
      ['one', 'two', 'three', 'four'].map((text, index) =>
        (index % 2 ? other : door.conversations).execute(visitor(), say(text)),
      ),
    );
    await other.drain();
    expect(new Set(results.map(conversationOf)).size).toBe(1);
    const reader = { ...door, conversations: door.another() };
    expect((await textsOf(reader, conversationOf(results[0]!))).sort()).toEqual(['four', 'one', 'three', 'two']);
  });

  it('[EN11] words to a conversation that was closed meanwhile open the next one', async () => {
    const door = await open();
    const first = conversationOf(await door.conversations.execute(visitor(), say('Hello')));
    const close = withId({ type: 'conversation.close' as const, conversation: first, survey: false });
    await door.conversations.execute(agent(), close);
    const next = conversationOf(await door.conversations.execute(visitor(), say('Not lost', first)));
    expect(next).not.toBe(first);
    expect(await textsOf(door, next)).toEqual(['Not lost']);
    expect((await door.conversations.latest(SHOP.id, visitor().visitor))?.id).toBe(next);
  });

  it('[EN12] keeps shoppers apart: a conversation of another one is forbidden, an unknown one not found', async () => {
    const door = await open();
    const id = conversationOf(await door.conversations.execute(visitor(), say('Private')));
    const stranger = visitor('v_0000000000000002');
    expect(await door.conversations.execute(stranger, say('Hi', id))).toEqual({ ok: false, code: 'forbidden' });
    const unknown = say('Hi', 'c_nonexistent0000000');
    expect(await door.conversations.execute(stranger, unknown)).toEqual({ ok: false, code: 'not_found' });
    const elsewhere = { ...agent(), shop: 'other' };
    const note = withId({ type: 'note.add' as const, conversation: id, text: 'x' });
    expect(await door.conversations.execute(elsewhere, note)).toEqual({ ok: false, code: 'not_found' });
    expect(await door.conversations.readAsTeam('other', id, {})).toEqual([]);
  });

  it('[EN13] writes no row before an act: a cart or a consent alone leaves no trace', async () => {
    const door = await open();
    const cart = { currency: 'EUR', subtotal: 68, lines: [{ id: 'l1', name: 'Shirt', quantity: 1, price: 68 }] };
    const report = () => withId({ type: 'cart.report' as const, cart });
    const consent = () => withId({ type: 'consent.change' as const, consent: 3 as const });
    expect(await door.conversations.execute(visitor(), report())).toEqual({ ok: true, seq: 0, pub: 0 });
    expect(await door.conversations.execute(visitor(), consent())).toEqual({ ok: true, seq: 0, pub: 0 });
    expect(await door.store.people.visitor(SHOP.id, visitor().visitor)).toBeUndefined();

    const id = conversationOf(await door.conversations.execute(visitor(), say('Hello')));
    expect(await door.conversations.execute(visitor(), consent())).toEqual({ ok: true, seq: 0, pub: 0 });
    expect(await door.store.log.visitorHead(SHOP.id, visitor().visitor)).toBe(1);
    await door.conversations.execute(visitor(), report());
    expect((await kinds(door, id)).at(-1)).toBe('cart.added');
    expect((await door.store.people.visitor(SHOP.id, visitor().visitor))?.cart).toEqual(cart);
  });

  it('[EN14] keeps the shopper’s address with the shopper, and where they came from', async () => {
    const door = await open();
    await door.conversations.execute(visitor(), withId({ type: 'email.give' as const, email: 'ines@example.com' }));
    expect(await door.store.people.visitor(SHOP.id, visitor().visitor)).toMatchObject({
      email: 'ines@example.com',
      country: 'PT',
      locale: 'en',
      blocked: false,
    });
  });

  it('[EN15] a blocked shopper is refused, the words are stored nowhere, and come to nothing after unblocking', async () => {
    const door = await open();
    const id = conversationOf(await door.conversations.execute(visitor(), say('Hello')));
    await door.conversations.execute(agent(), withId({ type: 'conversation.block' as const, conversation: id }));
    const rude = say('You will never read this');
    expect(await door.conversations.execute(visitor(), rude)).toEqual({ ok: false, code: 'unavailable' });
    expect(await door.store.log.ledger(SHOP.id, rude.id)).toEqual({
      commandId: rude.id,
      sender: 'visitor:v_0000000000000001',
      outcome: { ok: false, code: 'unavailable' },
      seq: 0,
      pub: 0,
    });
    await door.conversations.execute(agent(), withId({ type: 'conversation.unblock' as const, conversation: id }));
    expect(await door.conversations.execute(visitor(), rude)).toEqual({ ok: false, code: 'unavailable' });
    expect(await door.conversations.execute(visitor(), say('Sorry'))).toMatchObject({ ok: true });
  });

  it('[EN16] looks references up: an unknown product, code or file is refused, a known one goes into the log whole', async () => {
    const door = await open();
    const conversation = conversationOf(await door.conversations.execute(visitor(), say('Hello')));
    const send = (content: Parameters<typeof sendOf>[1]) =>
      door.conversations.execute(agent(), sendOf(conversation, content));
    expect(await send({ type: 'products', products: ['p-shirt', 'p-gone'] })).toEqual({
      ok: false,
      code: 'unknown_product',
    });
    expect(await send({ type: 'discount', code: 'NOPE' })).toEqual({ ok: false, code: 'unknown_discount' });
    expect(await send({ type: 'image', file: 'f_0000000000000000' })).toEqual({ ok: false, code: 'unknown_file' });
    expect(await send({ type: 'products', products: ['p-shirt'] })).toMatchObject({ ok: true });
    const [entry] = (await door.conversations.readAsTeam(SHOP.id, conversation, {})).slice(-1);
    expect(entry).toMatchObject({ content: { products: [{ title: 'Linen shirt', price: 68 }] } });
  });

  it('[EN17] a takeover that has not seen the owner is overtaken; who may not chat may not send', async () => {
    const door = await open();
    const conversation = conversationOf(await door.conversations.execute(visitor(), say('Hello')));
    const text = { type: 'text', text: 'Hi' } as const;
    expect(await door.conversations.execute(agent(), sendOf(conversation, text, 5))).toMatchObject({ ok: true });
    const late = await door.conversations.execute(agent(PRIYA), sendOf(conversation, text, 5));
    expect(late).toEqual({ ok: false, code: 'overtaken' });
    const outsider = await door.conversations.execute(agent(REPORTER), sendOf(conversation, text, 50));
    expect(outsider).toEqual({ ok: false, code: 'forbidden' });
  });

  it('[EN18] wakes conversation and shopper after the commit, and rings once for a handoff', async () => {
    const door = await open();
    const heard: unknown[] = [];
    const me = visitor();
    door.bus.listen(topics.visitor(SHOP.id, me.visitor), { wake: (pub) => heard.push(pub) });
    door.bus.listen(topics.lists(SHOP.id), { signal: (payload) => heard.push(payload) });
    const conversation = conversationOf(await door.conversations.execute(me, say('Hello')));
    await door.conversations.execute(me, withId({ type: 'handoff.request' as const }));
    expect(heard).toEqual([4, { conversation }, 6, { conversation }, { conversation, alert: true }]);
  });

  it('[EN6] does not decide on a state that a newer version has written', async () => {
    const door = await open();
    const id = conversationOf(await door.conversations.execute(visitor(), say('Hello')));
    const row = (await door.store.log.conversation(SHOP.id, id))!;
    await door.store.log.commit([
      {
        stream: { shop: SHOP.id, kind: 'conversation', id },
        expectedSeq: row.seq,
        entries: [{ seq: 6, at: 1, v: 1, by: { role: 'system' }, kind: 'conversation.deactivated' }],
        row: { ...row, seq: 6, stateVersion: 99 },
      },
    ]);
    const other = door.another();
    await expect(other.execute(visitor(), say('More', id))).rejects.toThrow(StateTooNew);
    await other.drain();
  });

  it('[EN7] refuses as busy once it drains, after finishing what had come before', async () => {
    const door = await open();
    const before = door.conversations.execute(visitor(), say('In time'));
    const drained = door.conversations.drain();
    const after = await door.conversations.execute(visitor(), say('Too late'));
    await drained;
    expect(after).toMatchObject({ ok: false, code: 'busy' });
    expect(await before).toMatchObject({ ok: true });
  });

  it('[EN8] answers server_error when the store fails, and the same command succeeds later', async () => {
    let broken = true;
    const door = await open({
      wrap: (store) => ({
        ...store,
        log: {
          ...store.log,
          commit: (units) => (broken ? Promise.reject(new Error('disk full')) : store.log.commit(units)),
        },
      }),
    });
    const command = say('Hello');
    expect(await door.conversations.execute(visitor(), command)).toEqual({ ok: false, code: 'server_error' });
    broken = false;
    expect(await door.conversations.execute(visitor(), command)).toMatchObject({ ok: true });
    expect(door.errors.splice(0)).toHaveLength(1);
  });
});

function sendOf(conversation: string, content: import('../../protocol/content.ts').ContentRequest, seen = 5) {
  return withId({ type: 'message.send' as const, conversation, content, seen });
}
