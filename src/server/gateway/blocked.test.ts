import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../protocol/rows.ts';
import { agent } from '../conversations/door.fixture.ts';
import { message, openGateway, type Peer, type World } from './gateway.fixture.ts';

let w: World;
beforeEach(async () => {
  w = await openGateway();
});
afterEach(() => w.close());

const change = async (type: 'block' | 'unblock' | 'close' | 'reopen', conversation: string) => {
  const about = { id: randomUUID(), conversation };
  const command =
    type === 'close'
      ? { type: 'conversation.close' as const, survey: false, ...about }
      : { type: `conversation.${type}` as const, ...about };
  expect(await w.conversations.execute(agent(), command)).toMatchObject({ ok: true });
};

async function say(peer: Peer): Promise<string> {
  peer.send(message('Hello'));
  return String((await peer.next('ack')).conversation);
}

describe('a blocked shopper, as the team sees them', () => {
  it('[BL8] types unseen, until they are unblocked', async () => {
    const [peer] = await w.shopper();
    const conversation = await say(peer);
    const [jonas] = await w.agent();
    jonas.send({ type: 'watch', conversation });
    await jonas.next('reset');
    const types = async (): Promise<number> => {
      jonas.frames.length = 0;
      peer.send({ type: 'typing', on: true });
      peer.send({ type: 'typing', on: false });
      await peer.settled();
      return (await jonas.settled()).filter(({ type }) => type === 'typing').length;
    };
    expect(await types()).toBe(2);
    await change('close', conversation);
    await peer.next('entries');
    expect(await types()).toBe(2);
    await change('reopen', conversation);
    await change('block', conversation);
    expect(await types()).toBe(0);
    expect(await types()).toBe(0);
    await change('unblock', conversation);
    expect(await types()).toBe(2);
  });

  it('[BL9] is marked in all their conversations, whichever they were blocked in', async () => {
    const [peer] = await w.shopper();
    const older = await say(peer);
    await change('close', older);
    const newer = await say(peer);
    const marks = async () => {
      const rows = await Promise.all(['closed', 'chatbot', 'in_progress'].map(listed));
      return Object.fromEntries(rows.flat().map((row) => [row.conversation, row.blocked]));
    };
    expect(await marks()).toEqual({ [older]: false, [newer]: false });
    await change('block', older);
    expect(await marks()).toEqual({ [older]: true, [newer]: true });
    await change('unblock', newer);
    expect(await marks()).toEqual({ [older]: false, [newer]: false });
  });

  async function listed(folder: string): Promise<Row[]> {
    const [jonas] = await w.agent();
    jonas.send({ type: 'watch_list', folder });
    const frames = await jonas.settled();
    jonas.close();
    return frames.flatMap((frame) => (frame.type === 'row' ? [frame.row as Row] : []));
  }
});
