import { afterEach, describe, expect, it } from 'vitest';
import { message, openGateway, type World } from './gateway.fixture.ts';

let w: World;
afterEach(() => w.close());

describe('a shopper who only looks', () => {
  it('[GM2] is welcomed without a question to the store about them', async () => {
    const asked: string[] = [];
    w = await openGateway({
      wrap: (options) => ({
        ...options,
        tokens: {
          holds: async (shop, visitor, generation) => {
            asked.push('token');
            return options.tokens.holds(shop, visitor, generation);
          },
        },
        conversations: {
          ...options.conversations,
          latest: (shop, visitor) => {
            asked.push('conversation');
            return options.conversations.latest(shop, visitor);
          },
        },
      }),
    });
    const [, { token }] = await w.shopper();
    expect(asked).toEqual([]);
    await w.shopper({ token });
    expect(asked).toEqual(['token', 'conversation']);
  });

  it('[GM3] rests, pings and reports without anything of a conversation, and can still begin one', async () => {
    w = await openGateway();
    const [peer, { token }] = await w.shopper();
    peer.send({ type: 'presence', state: 'idle' });
    peer.send({ type: 'ping' });
    await peer.next('pong');
    const [other] = await w.shopper({ token });
    other.send(message('Hello'));
    const { conversation } = await other.next('ack');
    // The first one, which has said nothing, follows what the other tab began.
    expect((await peer.next('reset')).conversation).toBe(conversation);
    const second = message('And me');
    peer.send(second);
    expect((await peer.next('ack')).id).toBe(second.id);
  });
});
