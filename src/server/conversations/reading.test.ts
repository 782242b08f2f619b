import { afterEach, describe, expect, it } from 'vitest';
import { agent, openDoor, SHOP, say, visitor, withId } from './door.fixture.ts';

type Door = Awaited<ReturnType<typeof openDoor>>;
const doors: Door[] = [];
const open = async (): Promise<Door> => {
  const door = await openDoor();
  doors.push(door);
  return door;
};
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});
const conversationOf = (result: { ok: boolean; conversation?: string }): string => result.conversation ?? '';

describe('reading through the door', () => {
  it('[EN76] reaches an entry that it was told of, although another process wrote it and its wake-up was lost', async () => {
    const door = await open();
    const other = door.another();
    const id = conversationOf(await door.conversations.execute(visitor(), say('Hello')));
    const before = (await other.row(SHOP.id, id))?.seq ?? 0;
    const told = await door.conversations.execute(visitor(), say('Anybody?'));
    if (!told.ok) throw new Error(told.code);
    expect((await other.row(SHOP.id, id))?.seq).toBe(before);
    expect((await other.row(SHOP.id, id, told.seq))?.seq).toBe(told.seq);
    expect((await other.readAsTeam(SHOP.id, id, { after: before })).at(-1)?.position).toBe(told.seq);
    await other.drain();
  });

  it('[EN9] gives the shopper public entries alone, in a numbering without holes', async () => {
    const door = await open();
    const id = conversationOf(await door.conversations.execute(visitor(), say('Hello')));
    await door.conversations.execute(agent(), withId({ type: 'note.add' as const, conversation: id, text: 'Secret' }));
    await door.conversations.execute(visitor(), say('Again'));
    const shown = await door.conversations.readAsVisitor(SHOP.id, id, { after: 0 });
    expect(shown.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    expect(JSON.stringify(shown)).not.toContain('Secret');
    expect((await door.conversations.readAsTeam(SHOP.id, id, { after: 5 })).map(({ kind }) => kind)).toEqual([
      'note.added',
      'message.sent',
    ]);
  });

  it('[EN9] reads pages of at most 100, backwards 50, from the store where the memory does not reach', async () => {
    const door = await open();
    const id = conversationOf(await door.conversations.execute(visitor(), say('0')));
    for (let n = 1; n <= 120; n++) await door.conversations.execute(visitor(), say(String(n), id));
    const positions = async (range: { after?: number; before?: number }) =>
      (await door.conversations.readAsTeam(SHOP.id, id, range)).map(({ position }) => position);
    const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
    expect(await positions({ after: 0 })).toEqual(span(1, 100));
    expect(await positions({ after: 100 })).toEqual(span(101, 125));
    expect(await positions({ after: 20 })).toEqual(span(21, 120));
    expect(await positions({ before: 26 })).toEqual(span(1, 25));
    expect(await positions({ before: 120 })).toEqual(span(70, 119));
    expect(await positions({})).toEqual(span(26, 125));
    expect(await positions({ after: 125 })).toEqual([]);
    expect(await door.another().readAsTeam(SHOP.id, id, { after: 120 })).toHaveLength(5);
  });
});
