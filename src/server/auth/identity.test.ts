import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../protocol/entries.ts';
import { VisitorWelcome } from '../../protocol/frames.ts';
import { message, until } from '../gateway/gateway.fixture.ts';
import { createClientProof } from './client-proof.ts';
import { createIdentify } from './identify.ts';
import { openShop, proofOf, wordsIn } from './identity.fixture.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.world.close());

const ownLog = (visitor: unknown): Promise<Entry[]> =>
  shop.world.store.log.page(
    { shop: 'shop', kind: 'visitor', id: String(visitor) },
    { by: 'seq', after: 0, limit: 100, maxBytes: 1e6 },
  );
const rowOf = (visitor: unknown) => shop.world.store.people.visitor('shop', String(visitor));

describe('who a shopper is', () => {
  it('[ID15] is said in the welcome, with what is wrong with a proof; the log names the fault and nobody', async () => {
    const { visit, proof, world } = shop;
    const bad = { clientId: 'c-77', clientToken: 'not.a.token' };
    const welcome = await visit(bad);
    expect(welcome).toMatchObject({ identity: 'labelled', problem: 'token_invalid' });
    expect(v.parse(VisitorWelcome, welcome)).toMatchObject({ identity: 'labelled', problem: 'token_invalid' });
    expect(world.lines.at(-1)?.fields).toEqual({ shop: 'shop', problem: 'token_invalid' });
    expect(JSON.stringify(world.lines)).not.toMatch(/c-77|not\.a\.token/);
    const other = { ...(await proof('c-1')), clientId: 'c-2' };
    expect(await visit(other)).toMatchObject({ identity: 'labelled', problem: 'token_of_another' });
    expect(await visit(await proof('c-1'))).not.toHaveProperty('problem');
    const { clientToken } = (await proof('c-1')) as { clientToken: string };
    expect(await visit({ clientToken })).toMatchObject({ identity: 'proven' });
  });

  it('[ID21] is told once in the visitor’s own log, however often the same proof comes', async () => {
    const { visit, proof, world } = shop;
    const claim = await proof('c-1', { claims: { email: 'ada@mail.test', name: 'Ada' } });
    const first = await visit(claim);
    const { token, visitor } = first;
    await Promise.all([visit({ token, ...claim }), visit({ token, ...claim }), visit(claim)]);
    await visit({ token, ...(await proof('c-1', { claims: { email: 'ada@mail.test', jti: 'another' } })) });
    expect(await ownLog(visitor)).toMatchObject([
      { seq: 1, kind: 'identity.proven', clientId: 'c-1', by: { role: 'system' } },
    ]);
    const [entry] = await ownLog(visitor);
    const line = await world.store.log.ledger('shop', String(entry?.command));
    expect(line).toMatchObject({ sender: `visitor:${visitor}`, outcome: { ok: true } });
  });

  it('[ID14] takes the address and the name that the shop vouches for onto the customer’s row, also when they change', async () => {
    const { visit, proof } = shop;
    const said = (claims: object) => proof('c-1', { claims });
    const { visitor, token } = await visit(await said({ email: 'ada@mail.test', name: 'Ada' }));
    expect(await rowOf(visitor)).toMatchObject({ email: 'ada@mail.test', name: 'Ada', clientId: 'c-1', proven: true });
    await visit({ token, ...(await said({ email: 'ada@new.test' })) });
    expect(await rowOf(visitor)).toMatchObject({ email: 'ada@new.test', name: 'Ada' });
    expect(await ownLog(visitor)).toHaveLength(1);
  });

  it('[ID22] leaves a device’s earlier words in their own log, open for the team, and marks whose they are', async () => {
    const { visit, proof, world } = shop;
    const [peer, before] = await world.shopper();
    peer.send(message('Where is my parcel?'));
    const { conversation } = await peer.next('ack');
    await visit(await proof('c-1'), 'from the other device');
    const claim = await proof('c-1', { claims: { email: 'ada@mail.test' } });
    const after = await visit({ token: before.token, ...claim });
    expect(after.visitor).not.toBe(before.visitor);
    expect(wordsIn(after)).toEqual(['from the other device']);

    const row = await world.conversations.row('shop', String(conversation));
    expect(row).toMatchObject({ open: true, visitor: before.visitor });
    // Known to be hers, so that an answer reaches her by email.
    expect(await rowOf(before.visitor)).toMatchObject({ clientId: 'c-1', proven: true, email: 'ada@mail.test' });
    expect(await ownLog(before.visitor)).toMatchObject([{ kind: 'identity.proven', clientId: 'c-1' }]);
    const both = await world.store.identities.visitorsOf('shop', 'c-1');
    expect(both).toEqual([after.visitor, before.visitor]);
  });

  it('[ID23] leaves no trace of a device that had none: it just goes on as the person', async () => {
    const { visit, proof, world } = shop;
    await visit(await proof('c-1'), 'mine');
    const looked = await visit();
    const after = await visit({ token: looked.token, ...(await proof('c-1')) });
    expect(wordsIn(after)).toEqual(['mine']);
    expect(await rowOf(looked.visitor)).toBeUndefined();
    expect(await world.store.identities.visitorsOf('shop', 'c-1')).toEqual([after.visitor]);
  });

  it('[ID24] is not changed by a label that another tab of the same browser still carries', async () => {
    const { visit, proof, world } = shop;
    const [tab, { token, visitor }] = await world.shopper({ clientId: 'a label' });
    tab.send(message('Hello'));
    await tab.next('ack');
    expect(await rowOf(visitor)).toMatchObject({ clientId: 'a label' });
    const other = await visit({ token, ...(await proof('a label')) });
    expect(other).toMatchObject({ visitor, identity: 'proven' });

    const [late, fresh] = await world.shopper({ clientId: 'somebody else' });
    late.send(message('Hello'));
    await late.next('ack');
    await world.store.identities.bind('shop', 'c-9', String(fresh.visitor));
    await visit({ token: fresh.token, ...(await proof('c-9')) });
    late.send(message('Hello again'));
    await late.next('ack');
    expect(await rowOf(fresh.visitor)).toMatchObject({ clientId: 'c-9', proven: true });
  });

  it('[ID25] is one visitor when two devices prove it at the same moment on two servers', async () => {
    const { visit, world } = shop;
    const elsewhere = createIdentify({
      tokens: world.visitors.tokens,
      proof: createClientProof(world.store.secrets, world.clock.now),
      identities: world.store.identities,
      people: world.store.people,
      conversations: world.another(),
    });
    for (let round = 0; round < 10; round++) {
      const clientId = `c-${round}`;
      const clientToken = await proofOf(clientId, world.clock.now());
      const [a, b] = [await visit({}, 'one device'), await visit({}, 'the other')];
      const sessions = await Promise.all([
        world.visitors.identify('shop', { token: String(a.token), clientId, clientToken }),
        elsewhere('shop', { token: String(b.token), clientId, clientToken }),
        world.visitors.identify('shop', { clientId, clientToken }),
        elsewhere('shop', { clientId, clientToken }),
      ]);
      const main = await world.store.identities.visitorOf('shop', clientId);
      expect(sessions.map((session) => session?.visitor)).toEqual([main, main, main, main]);
      expect(await ownLog(main)).toMatchObject([{ kind: 'identity.proven', clientId }]);
    }
  });

  it('[ID26] is two people when two tabs of one browser prove two ids at the same moment', async () => {
    const { visit, world } = shop;
    for (let round = 0; round < 10; round++) {
      const { token, visitor } = await visit({}, 'before anybody signed in');
      const claims = await Promise.all(
        [`x-${round}`, `y-${round}`].map(async (clientId) => ({
          token: String(token),
          clientId,
          clientToken: await proofOf(clientId, world.clock.now()),
        })),
      );
      const [x, y] = await Promise.all(claims.map((claim) => world.visitors.identify('shop', claim)));
      expect(x?.visitor).not.toBe(y?.visitor);
      expect([x?.visitor, y?.visitor]).toContain(visitor);
      expect(await ownLog(visitor)).toHaveLength(1);
      const owner = await world.store.identities.personOf('shop', String(visitor));
      expect(await rowOf(visitor)).toMatchObject({ clientId: owner?.clientId, proven: true });
    }
  });

  it('[ID27] is the same text in two shops and two different people', async () => {
    const { world } = shop;
    await world.store.secrets.begin('elm', 'the-secret-of-the-other-shop-as-a-text', 0);
    const about = { secret: 'the-secret-of-the-other-shop-as-a-text' };
    const here = await shop.visit(await shop.proof('c-1'), 'in this shop');
    const clientToken = await proofOf('c-1', world.clock.now(), about);
    const there = await world.visitors.identify('elm', { clientId: 'c-1', clientToken });
    expect(there?.visitor).not.toBe(here.visitor);
    expect(await world.visitors.identify('elm', { token: String(here.token) })).toBeUndefined();
    expect(await shop.visit({ clientId: 'c-1', clientToken })).toMatchObject({ problem: 'token_invalid' });
  });

  it('[ID28] stays blocked when a blocked visitor proves who they are', async () => {
    const { visit, proof, world } = shop;
    const [peer, before] = await world.shopper();
    peer.send(message('rude words'));
    const { conversation } = await peer.next('ack');
    const jonas = {
      role: 'agent',
      shop: 'shop',
      agent: { id: 'a_jonas', name: 'Jonas' },
      permissions: ['chat'],
    } as const;
    const block = { type: 'conversation.block', id: crypto.randomUUID(), conversation: String(conversation) } as const;
    await world.conversations.execute({ ...jonas, permissions: ['chat'] }, block);
    const after = await visit({ token: before.token, ...(await proof('c-1')) });
    const [again] = await world.shopper({ token: after.token });
    again.send(message('more of them'));
    expect(await again.next('refused')).toMatchObject({ code: 'unavailable' });
  });
});

describe('tokens that are taken back', () => {
  it('[ID31] close the open connections of that visitor with 4401, and of nobody else', async () => {
    const { world } = shop;
    const [one, { token, visitor }] = await world.shopper();
    const [two] = await world.shopper({ token });
    const [other] = await world.shopper();
    await world.visitors.tokens.revoke('shop', String(visitor));
    expect(await Promise.all([one.closed(), two.closed()])).toEqual([4401, 4401]);
    other.send({ type: 'ping' });
    await other.next('pong');
    const late = await world.connect();
    late.send({ type: 'hello', protocol: 1, shop: 'shop', token });
    expect(await late.closed()).toBe(4401);
  });

  it('[ID31] close them also where the news was lost, once the bus is back', async () => {
    await shop.world.close();
    let back = (): void => {};
    shop = await openShop({
      wrap: (options) => ({
        ...options,
        bus: {
          ...options.bus,
          onReturn(listener) {
            back = listener;
            return () => {};
          },
        },
      }),
    });
    const { world } = shop;
    const [peer, { visitor }] = await world.shopper();
    await peer.settled();
    await world.store.identities.revoke('shop', String(visitor));
    await peer.settled();
    expect(peer.socket.readyState).toBe(1);
    back();
    world.clock.advance(2000);
    expect(await peer.closed()).toBe(4401);
  });

  it('[ID31] give a person who proves who they are their history back', async () => {
    const { visit, proof, world } = shop;
    const before = await visit(await proof('c-1'), 'mine');
    await world.visitors.tokens.revoke('shop', String(before.visitor));
    const after = await visit(await proof('c-1'));
    expect(wordsIn(after)).toEqual(['mine']);
    expect(await visit({ token: after.token })).toMatchObject({ visitor: before.visitor });
  });

  it('[ID34] are not even looked at for a page of another origin, on a first connection or one that resumes', async () => {
    const { world, proof } = shop;
    const origin = 'https://shop.example.com';
    const [peer, { token, epoch }] = await world.shopper({}, { origin });
    peer.send(message('Hello'));
    const { conversation, position } = await peer.next('ack');
    const resumed = { token, after: { conversation, epoch, position } };
    for (const claim of [{}, resumed, { ...resumed, ...(await proof('c-1')) }, { token: 'forged' }]) {
      const stranger = await world.connect({ origin: 'https://evil.example.com' });
      stranger.send({ type: 'hello', protocol: 1, shop: 'shop', ...claim });
      expect(await stranger.closed()).toBe(4403);
    }
    expect(await world.store.identities.visitorOf('shop', 'c-1')).toBeUndefined();
    const [again] = await world.shopper(resumed, { origin });
    await until('an open socket', () => again.socket.readyState === 1);
  });
});
