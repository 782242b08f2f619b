import { SignJWT } from 'jose';
import type { WireEntry } from '../../protocol/entries.ts';
import { type Frame, message, openGateway, type World } from '../gateway/gateway.fixture.ts';

export const SHOP_SECRET = 'the-secret-of-the-shop-as-a-text-of-some-length';

/** A proof as a shop's own server makes it. `now` in ms. */
export const proofOf = (clientId: string, now: number, about: { secret?: string; claims?: object } = {}) =>
  new SignJWT({ ...about.claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(clientId)
    .setExpirationTime(Math.floor(now / 1000) + 3600)
    .sign(new TextEncoder().encode(about.secret ?? SHOP_SECRET));

/** A gateway whose shop has a secret, and shoppers who come, say something perhaps, and go. */
export async function openShop(about: Parameters<typeof openGateway>[0] = {}): Promise<{
  world: World;
  /** Says hello, then `words` if there are any; gives the welcome. */
  visit(claim?: object, words?: string): Promise<Frame>;
  proof(clientId: string, about?: { secret?: string; claims?: object }): Promise<object>;
}> {
  const world = await openGateway(about);
  await world.store.secrets.begin('shop', SHOP_SECRET, 0);
  return {
    world,
    async visit(claim = {}, words) {
      const [peer, welcome] = await world.shopper(claim);
      if (words !== undefined) {
        peer.send(message(words));
        await peer.next('ack');
      }
      peer.close();
      return welcome;
    },
    proof: async (clientId, about) => ({ clientId, clientToken: await proofOf(clientId, world.clock.now(), about) }),
  };
}

/** What a welcome shows of what shoppers have said. */
export const wordsIn = (welcome: Frame): string[] =>
  (welcome.entries as WireEntry[]).flatMap((entry) =>
    entry.kind === 'message.sent' && entry.by.role === 'visitor' && entry.content.type === 'text'
      ? [entry.content.text]
      : [],
  );
