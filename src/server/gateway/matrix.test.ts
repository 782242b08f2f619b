import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentCommand } from '../../protocol/commands.ts';
import * as commands from '../../protocol/commands.ts';
import { agent, SHOP } from '../conversations/door.fixture.ts';
import type { GatewayOptions, SignedInAgent } from './collaborators.ts';
import { type Frame, message, openGateway, type Peer, type World } from './gateway.fixture.ts';
import {
  AGENT_COMMANDS,
  type AgentStep,
  BEFORE_OWN,
  BEFORE_VISITOR,
  SYSTEM_COMMANDS,
  VISITOR_COMMANDS,
} from './matrix.fixture.ts';

const ELM = { id: 'elm', name: 'Elm' };
/** Somebody of the other shop who may do everything there. */
const EVE: SignedInAgent = {
  me: { id: 'a_eve', name: 'Eve', email: 'eve@elm.test', role: 'owner', permissions: ['chat', 'unblock', 'settings'] },
  face: { id: 'a_eve', name: 'Eve' },
  shop: ELM,
};
/** Beside Jonas, who may only chat, and Rita, who may only read reports. */
const MARIA: SignedInAgent = {
  me: { id: 'a_maria', name: 'Maria', email: 'm@shop.test', role: 'admin', permissions: ['chat', 'unblock'] },
  face: { id: 'a_maria', name: 'Maria' },
  shop: { id: SHOP.id, name: SHOP.name },
};

let w: World;
beforeAll(async () => {
  w = await openGateway({
    limits: { commandBurst: 1000, commandsPerSecond: 1000, shopCommandBurst: 5000, connectionsPerPrefix: 1000 },
    wrap: (given): GatewayOptions => ({
      ...given,
      settings: {
        panel: async (shop, about) => (await given.settings.panel(SHOP.id, about)) && { ...(await panel(given)), shop },
      },
      sessions: {
        fromCookie: async (header, secure) => {
          if (header?.includes('session=eve')) return EVE;
          return header?.includes('session=maria') ? MARIA : given.sessions.fromCookie(header, secure);
        },
      },
    }),
  });
  await w.store.shops.save({ ...SHOP, ...ELM });
});
afterAll(() => w.close());

async function panel({ settings }: GatewayOptions) {
  const found = await settings.panel(SHOP.id, {});
  if (!found) throw new Error('no settings');
  return found;
}

const namesOf = (schema: { options: readonly { entries: { type: { literal: string } } }[] }): string[] =>
  schema.options.map(({ entries }) => entries.type.literal).sort();

/** A shopper with a conversation of their own, about which these things were done. */
async function talk(
  steps: AgentStep[] = [],
  shop = SHOP.id,
  words = 'Hello',
): Promise<{ peer: Peer; conversation: string }> {
  const [peer] = await w.shopper({ shop });
  peer.send(message(words));
  const conversation = String((await peer.next('ack')).conversation);
  for (const [type, fields] of steps) {
    const command = { type, id: randomUUID(), conversation, ...fields } as AgentCommand;
    expect(await w.conversations.execute(agent(), command), `${type}, before`).toMatchObject({ ok: true });
  }
  return { peer, conversation };
}

/** What came of a command: `done`, or the code of its refusal. */
async function ask(peer: Peer, type: string, fields: object): Promise<string> {
  const id = randomUUID();
  peer.frames.length = 0;
  peer.send({ type, id, ...fields });
  const frames = await peer.settled();
  const answer = frames.find((frame: Frame) => frame.id === id);
  if (!answer) throw new Error(`no answer to ${type}: ${JSON.stringify(frames)}`);
  return answer.type === 'ack' ? 'done' : String(answer.code);
}

/** All that can be seen of a conversation. */
async function all(conversation: string, shop = SHOP.id): Promise<string> {
  const entries = await w.conversations.readAsTeam(shop, conversation, { after: 0 });
  return JSON.stringify([await w.conversations.row(shop, conversation), entries]);
}

/** Asks as somebody who must not, and looks whether anything came of it. */
async function inVain(peer: Peer, type: string, conversation: string, fields: object): Promise<string> {
  const before = await all(conversation);
  const answer = await ask(peer, type, { conversation, ...fields });
  expect(await all(conversation), `${type} has left a trace`).toBe(before);
  return answer;
}

const visitorTypes = Object.entries(VISITOR_COMMANDS);
const agentTypes = Object.entries(AGENT_COMMANDS) as [AgentCommand['type'], (typeof AGENT_COMMANDS)[AgentStep[0]]][];
const systemTypes = Object.entries(SYSTEM_COMMANDS);

describe('who may send a command', () => {
  it('[MX7] is asked here of every command that there is', () => {
    expect(visitorTypes.map(([type]) => type).sort()).toEqual(namesOf(commands.VisitorCommand));
    expect(agentTypes.map(([type]) => type).sort()).toEqual(namesOf(commands.AgentCommand));
    expect(systemTypes.map(([type]) => type).sort()).toEqual(namesOf(commands.SystemCommand));
  });

  it.each(visitorTypes)('[MX7] %s is a shopper’s, about their own conversations alone', async (type, fields) => {
    const own = await talk(BEFORE_VISITOR[type]);
    const first = BEFORE_OWN[type];
    if (first) expect(await ask(own.peer, first, VISITOR_COMMANDS[first])).toBe('done');
    const [sameShop, otherShop] = [await talk(), await talk([], ELM.id)];
    // Consent is of the shopper, not of a conversation: whichever they name, it is noted in their own log.
    const ofNobody = type === 'consent.change';
    const of = own.conversation;
    expect(await inVain(sameShop.peer, type, of, fields)).toBe(ofNobody ? 'done' : 'forbidden');
    expect(await inVain(otherShop.peer, type, of, fields)).toBe(ofNobody ? 'done' : 'not_found');
    expect(await ask(own.peer, type, { conversation: of, ...fields })).toBe('done');
    for (const one of [sameShop, otherShop, own]) one.peer.close();
  });

  it.each(agentTypes)('[MX7] %s is the team’s, with the permission, in the own shop', async (type, about) => {
    const { peer, conversation } = await talk(about.before);
    const fields = about.fields ?? {};
    const [[rita], [eve], [jonas], [maria]] = [
      await w.agent('rita'),
      await w.agent('eve'),
      await w.agent('jonas'),
      await w.agent('maria'),
    ];
    expect(await inVain(rita, type, conversation, fields)).toBe('forbidden');
    expect(await inVain(eve, type, conversation, fields)).toBe('not_found');
    // Only one of these words is a shopper's too, and then it is the shopper who says it.
    if (type !== 'message.send') expect(await inVain(peer, type, conversation, fields)).toBe('unknown_command');
    const unblocks = type === 'conversation.unblock';
    if (unblocks) expect(await inVain(jonas, type, conversation, fields)).toBe('forbidden');
    expect(await ask(unblocks ? maria : jonas, type, { conversation, ...fields })).toBe('done');
    for (const one of [peer, rita, eve, jonas, maria]) one.close();
  });

  it.each(visitorTypes)('[MX7] %s is not taken from the team in the shopper’s place', async (type, fields) => {
    const { peer, conversation } = await talk();
    const [jonas] = await w.agent();
    const expected = type === 'message.send' ? 'invalid' : 'unknown_command';
    expect(await inVain(jonas, type, conversation, fields)).toBe(expected);
    for (const one of [peer, jonas]) one.close();
  });

  it.each(systemTypes)('[MX8] %s, which is the server’s own, is taken from no socket', async (type, fields) => {
    const { peer, conversation } = await talk();
    const people = ['jonas', 'maria', 'rita', 'eve'];
    const sockets = [peer, (await talk()).peer, (await talk([], ELM.id)).peer];
    for (const who of people) sockets.push((await w.agent(who))[0]);
    for (const socket of sockets) {
      expect(await inVain(socket, type, conversation, fields)).toBe('unknown_command');
      socket.close();
    }
  });

  it('[MX9] is who the socket belongs to: what a command says of its sender counts for nothing', async () => {
    const { peer, conversation } = await talk();
    const lies = {
      shop: ELM.id,
      visitor: 'v_somebody_else_0001',
      agent: 'a_eve',
      as: 'a_priya',
      permissions: ['unblock'],
    };
    const by = { role: 'agent', id: 'a_priya', name: 'Priya' };
    expect(await ask(peer, 'message.send', { ...lies, by, role: 'agent', content: { type: 'text', text: 'I' } })).toBe(
      'done',
    );
    const [jonas] = await w.agent();
    expect(await ask(jonas, 'note.add', { ...lies, by, conversation, text: 'I' })).toBe('done');
    const entries = await w.conversations.readAsTeam(SHOP.id, conversation, { after: 0 });
    const authors = entries.filter((entry) => JSON.stringify(entry).includes('"I"')).map((entry) => entry.by);
    expect(authors).toEqual([{ role: 'visitor' }, { role: 'agent', id: 'a_jonas', name: 'Jonas' }]);
    for (const one of [peer, jonas]) one.close();
  });

  it('[MX9] shows a conversation to nobody else: neither read, nor followed, nor in a list', async () => {
    const { peer, conversation } = await talk([], SHOP.id, 'Very particular');
    const others = [(await talk()).peer, (await talk([], ELM.id)).peer];
    for (const who of ['rita', 'eve']) others.push((await w.agent(who))[0]);
    for (const other of others.slice(2)) {
      other.send({ type: 'watch', conversation });
      for (const folder of ['new', 'chatbot', 'mine']) other.send({ type: 'watch_list', folder });
    }
    for (const other of others) {
      other.send({ type: 'sync', conversation, after: 0 });
      other.send({ type: 'read', conversation, position: 1 });
    }
    peer.send(message('A particular word'));
    await peer.next('ack');
    peer.send({ type: 'typing', on: true });
    await peer.settled();
    for (const other of others) {
      expect(JSON.stringify(await other.settled())).not.toMatch(/particular|typing/i);
    }
    expect(await w.store.folders.reads(SHOP.id, conversation)).toEqual([]);
    for (const one of [peer, ...others]) one.close();
  });
});
