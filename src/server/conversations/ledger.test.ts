import { afterEach, describe, expect, it } from 'vitest';
import type { VisitorCommand } from '../../protocol/commands.ts';
import { ERROR_CODES, type ErrorCode } from '../../protocol/error-codes.ts';
import type { CommandResult, Sender } from './conversations.ts';
import { agent, JONAS, openDoor, PRIYA, REPORTER, SHOP, say, visitor, withId } from './door.fixture.ts';

type Door = Awaited<ReturnType<typeof openDoor>>;
const doors: Door[] = [];
const open = async (...options: Parameters<typeof openDoor>): Promise<Door> => {
  const door = await openDoor(...options);
  doors.push(door);
  return door;
};
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});

const CONTENT = { type: 'text', text: 'Hi' } as const;

/** One command for each final code that the door itself gives; `id` is an open conversation, `shut` a closed one. */
const finally_ = ({ id, shut }: { id: string; shut: string }): [ErrorCode, Sender, { id: string; type: string }][] => [
  ['invalid', agent(), withId({ type: 'conversation.set_topic', conversation: id, topics: ['Gossip'] })],
  ['forbidden', agent(REPORTER), withId({ type: 'note.add', conversation: id, text: 'x' })],
  ['not_found', agent(), withId({ type: 'note.add', conversation: 'c_nonexistent0000000', text: 'x' })],
  ['closed', agent(), withId({ type: 'message.send', conversation: shut, content: CONTENT, seen: 0 })],
  ['not_closed', agent(), withId({ type: 'conversation.archive', conversation: id })],
  ['no_change', agent(), withId({ type: 'conversation.unassign', conversation: id })],
  ['open_elsewhere', agent(), withId({ type: 'conversation.reopen', conversation: shut })],
  ['not_assignable', agent(), withId({ type: 'conversation.assign', conversation: id, agent: REPORTER.id })],
  ['no_survey', visitor(), withId({ type: 'survey.answer', conversation: id, rating: 5 })],
  [
    'unknown_product',
    agent(),
    withId({ type: 'message.send', conversation: id, content: { type: 'products', products: ['p'] }, seen: 9 }),
  ],
  ['unknown_discount', visitor(), withId({ type: 'discount.apply', code: 'NOPE' })],
  [
    'unknown_file',
    agent(),
    withId({ type: 'message.send', conversation: id, content: { type: 'file', file: 'f_0000000000000000' }, seen: 9 }),
  ],
  ['unknown_department', agent(), withId({ type: 'conversation.move', conversation: id, department: 'Nowhere' })],
];

describe('the ledger', () => {
  it('[EN4] keeps every final refusal, with no word of what was refused', async () => {
    const door = await open();
    const begin = async () => {
      const result = await door.conversations.execute(visitor(), say('Hello'));
      return (result.ok && result.conversation) || '';
    };
    const shut = await begin();
    await door.conversations.execute(
      agent(),
      withId({ type: 'conversation.close' as const, conversation: shut, survey: false }),
    );
    const id = await begin();
    for (const [code, sender, command] of finally_({ id, shut })) {
      expect(ERROR_CODES[code].retry, code).toBe(false);
      const results = [1, 2].map(() => door.conversations.execute(sender, command as never));
      expect(await Promise.all(results), code).toEqual([
        { ok: false, code },
        { ok: false, code },
      ]);
      const line = await door.store.log.ledger(SHOP.id, command.id);
      expect(line?.outcome, code).toEqual({ ok: false, code });
      expect(
        Object.keys(line ?? {})
          .toSorted()
          .join(' '),
      ).toMatch(/^commandId (conversation )?outcome pub sender seq$/);
    }
  });

  it('[EN4] keeps an overtaken reply: sent again under its id it stays overtaken', async () => {
    const door = await open();
    const result = await door.conversations.execute(visitor(), say('Hello'));
    const conversation = (result.ok && result.conversation) || '';
    const reply = () => withId({ type: 'message.send' as const, conversation, content: CONTENT, seen: 5 });
    await door.conversations.execute(agent(JONAS), reply());
    const late = reply();
    expect(await door.conversations.execute(agent(PRIYA), late)).toEqual({ ok: false, code: 'overtaken' });
    expect(await door.conversations.execute(agent(PRIYA), { ...late, seen: 50 })).toEqual({
      ok: false,
      code: 'overtaken',
    });
  });

  it.each<[ErrorCode, (door: Door, command: VisitorCommand) => Promise<CommandResult>]>([
    [
      'busy',
      async ({ another }, command) => {
        const draining = another();
        await draining.drain();
        return draining.execute(visitor(), command);
      },
    ],
    [
      'server_error',
      async ({ another, store }, command) => {
        const log = { ...store.log, commit: () => Promise.reject(new Error('gone')) };
        const broken = another({ store: { ...store, log } });
        const result = await broken.execute(visitor(), command);
        await broken.drain();
        return result;
      },
    ],
    [
      'busy',
      async ({ another, store }, command) => {
        // Somebody else is faster, always.
        const log: typeof store.log = { ...store.log, commit: async (units) => units.map(() => ({ at: 'conflict' })) };
        const outrun = another({ store: { ...store, log } });
        const result = await outrun.execute(visitor(), command);
        await outrun.drain();
        return result;
      },
    ],
  ])('[EN73] keeps no refusal that says “try again”: %s', async (code, refused) => {
    expect(ERROR_CODES[code].retry).toBe(true);
    const door = await open();
    const command = say('Hello');
    expect(await refused(door, command)).toMatchObject({ ok: false, code });
    expect(await door.store.log.ledger(SHOP.id, command.id)).toBeUndefined();
    expect(await door.conversations.execute(visitor(), command)).toMatchObject({ ok: true });
  });
});
