import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WireEntry } from '../../protocol/entries.ts';
import { agent, SHOP, withId } from '../conversations/door.fixture.ts';
import { message, openGateway, type Peer, type World } from './gateway.fixture.ts';
import { presenceOf } from './presence.ts';

let w: World;
beforeEach(async () => {
  w = await openGateway();
});
afterEach(() => w.close());

/** One shopper with two tabs on one conversation. */
async function twoTabs() {
  const [first, { token, visitor }] = await w.shopper();
  const [second] = await w.shopper({ token });
  first.send(message('Hello'));
  const { conversation } = await first.next('ack');
  await second.next('reset');
  return { first, second, token, visitor: String(visitor), conversation: String(conversation) };
}

describe('a shopper on several tabs', () => {
  it('[GW45] is there while one of them is, rests when all do, and has left with the last', async () => {
    const { first, second, visitor } = await twoTabs();
    const shows = (presence: string, meanwhile = () => {}) =>
      vi.waitFor(async () => {
        meanwhile();
        expect(await presenceOf(w.ephemeral, SHOP.id, visitor)).toBe(presence);
      }, 3000);
    const passingTime = () => w.clock.advance(1000);
    await shows('online');
    first.send({ type: 'presence', state: 'idle' });
    await first.settled();
    await shows('online');
    second.send({ type: 'presence', state: 'idle' });
    await shows('idle');
    first.send({ type: 'presence', state: 'active' });
    await shows('online');
    first.close();
    await first.closed();
    await shows('idle', passingTime);
    second.close();
    await second.closed();
    await shows('left', passingTime);
  });

  it('[BL2] sees the chat close on each of them when they are blocked, and is refused on each', async () => {
    const { first, second, token, conversation } = await twoTabs();
    await w.conversations.execute(agent(), withId({ type: 'conversation.block' as const, conversation }));
    for (const tab of [first, second]) {
      const { entries } = await tab.next('entries');
      expect((entries as WireEntry[]).map(({ kind }) => kind)).toEqual(['conversation.closed']);
      await refused(tab);
    }
    const [third, welcome] = await w.shopper({ token });
    expect((welcome.entries as WireEntry[]).at(-1)?.kind).toBe('conversation.closed');
    await refused(third);
  });

  async function refused(tab: Peer): Promise<void> {
    tab.send(message('Rude words'));
    expect(await tab.next('refused')).toMatchObject({ code: 'unavailable', retry: false });
  }
});
