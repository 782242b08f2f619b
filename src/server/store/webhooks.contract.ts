import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NOON, newConversation, newShop, type OpenStore } from './fixtures.contract.ts';
import type { Store } from './store.ts';
import type { Delivery, DeliveryOutcome, NewDelivery, WebhookEndpoint } from './webhooks.ts';

const LEASE_MS = 60_000;
const random = (prefix: string) => `${prefix}_${randomBytes(9).toString('base64url')}`;
const held = ({ id, lease }: Delivery) => ({ job: id, lease });

const endpointOf = (shop: string, extra: Partial<WebhookEndpoint> = {}): WebhookEndpoint => ({
  shop,
  id: random('we'),
  url: 'https://hooks.example/in',
  events: ['*'],
  enabled: true,
  createdAt: NOON,
  secret: 'whsec_c2VjcmV0',
  ...extra,
});

/** What every store keeps of webhooks and of what is on its way to them. */
export function webhooksContract(name: string, open: OpenStore): void {
  describe(`webhooks: ${name}`, () => {
    let store: Store;
    let shop: string;
    beforeEach(async () => {
      store = await open();
      shop = newShop();
    });
    afterEach(() => store.close());

    const made = async (extra: Partial<WebhookEndpoint> = {}): Promise<WebhookEndpoint> => {
      const endpoint = endpointOf(shop, extra);
      await store.webhooks.create(endpoint);
      return endpoint;
    };
    const to = (endpoint: WebhookEndpoint, extra: Partial<NewDelivery> = {}): NewDelivery => ({
      shop: endpoint.shop,
      id: random('msg'),
      endpoint: endpoint.id,
      conversation: newConversation(),
      seq: 1,
      event: 'message.sent',
      ...extra,
    });
    const planned = async (...deliveries: NewDelivery[]): Promise<NewDelivery[]> => {
      await store.deliveries.plan(deliveries);
      return deliveries;
    };
    const claimedOne = async (): Promise<Delivery> => (await store.deliveries.claim(1, LEASE_MS))[0]!;
    const record = async (id: string) =>
      (await store.webhooks.deliveries(shop, { limit: 100 })).find((found) => found.id === id);

    it('[WH1] keeps a shop’s endpoints apart from every other shop’s', async () => {
      const full = await made({
        description: 'Orders',
        events: ['message.sent'],
        previous: { secret: 'whsec_b2xk', until: NOON + 1 },
      });
      const second = await made({ createdAt: NOON + 1 });
      expect(await store.webhooks.endpoints(shop)).toEqual([full, second]);
      expect(await store.webhooks.endpoint(shop, full.id)).toEqual(full);
      expect(await store.webhooks.endpoint('another', full.id)).toBeUndefined();
      expect(await store.webhooks.change('another', full.id, { enabled: false })).toBeUndefined();
      expect(await store.webhooks.remove('another', full.id)).toBe(false);
      expect(await store.webhooks.endpoints('another')).toEqual([]);
    });

    it('[WH1] changes what is named and leaves the rest', async () => {
      const endpoint = await made({ description: 'Orders' });
      const changed = await store.webhooks.change(shop, endpoint.id, { description: null, events: ['note.added'] });
      const { description: _, ...rest } = endpoint;
      expect(changed).toEqual({ ...rest, events: ['note.added'] });
      const previous = { secret: endpoint.secret, until: NOON + 5 };
      await store.webhooks.change(shop, endpoint.id, { secret: 'whsec_bmV3', previous, enabled: false });
      expect(await store.webhooks.endpoint(shop, endpoint.id)).toEqual({
        ...changed,
        secret: 'whsec_bmV3',
        previous,
        enabled: false,
      });
    });

    it('[WH2] plans one delivery of an entry to an endpoint, however often it is asked to', async () => {
      const endpoint = await made();
      const off = await made({ enabled: false });
      const delivery = to(endpoint);
      expect(await store.deliveries.plan([delivery, to(off), to(endpointOf(shop))])).toBe(1);
      expect(await store.deliveries.plan([delivery])).toBe(0);
      const claimed = await store.deliveries.claim(10, LEASE_MS);
      expect(claimed).toEqual([{ ...delivery, kind: 'delivery', attempt: 1, lease: expect.any(String) }]);
      await store.deliveries.settle(held(claimed[0]!), { at: 'delivered', status: 204 });
      expect(await store.deliveries.plan([delivery])).toBe(0);
      expect(await store.deliveries.claim(10, LEASE_MS)).toEqual([]);
    });

    it('[WH3] leases few of an endpoint at a time, and one of a conversation, in the order of its entries', async () => {
      const endpoint = await made();
      const conversation = newConversation();
      await planned(...[3, 2, 1].map((seq) => to(endpoint, { conversation, seq })));
      const first = await store.deliveries.claim(10, LEASE_MS);
      expect(first.map(({ seq }) => seq)).toEqual([1]);
      await planned(...Array.from({ length: 8 }, () => to(endpoint)));
      expect(await store.deliveries.claim(10, LEASE_MS)).toHaveLength(3);
      expect(await store.deliveries.claim(10, LEASE_MS)).toEqual([]);
      await store.deliveries.settle(held(first[0]!), { at: 'delivered', status: 200 });
      expect(await store.deliveries.claim(10, LEASE_MS)).toHaveLength(1);
    });

    it('[WH3] leases one at a time of an endpoint that fails, and all of others, until it answers', async () => {
      const failing = await made();
      const fine = await made();
      await planned(to(failing));
      const outcome: DeliveryOutcome = { at: 'failed', retryInMs: 0, reason: 'timeout' };
      await store.deliveries.settle(held(await claimedOne()), outcome);
      expect((await store.webhooks.endpoint(shop, failing.id))?.failingSince).toEqual(expect.any(Number));
      await planned(...[1, 2, 3].flatMap(() => [to(failing), to(fine)]));
      const claimed = await store.deliveries.claim(10, LEASE_MS);
      const of = (endpoint: WebhookEndpoint) => claimed.filter((delivery) => delivery.endpoint === endpoint.id);
      expect([of(failing).length, of(fine).length]).toEqual([1, 3]);
      await store.deliveries.settle(held(of(failing)[0]!), { at: 'delivered', status: 200 });
      expect((await store.webhooks.endpoint(shop, failing.id))?.failingSince).toBeUndefined();
      expect(await store.deliveries.claim(10, LEASE_MS)).toHaveLength(3);
    });

    it('[WH4] gives a delivery whose lease has lapsed to the next; the first can do nothing more with it', async () => {
      await planned(to(await made()));
      const [slow] = await store.deliveries.claim(1, 0);
      expect(await store.deliveries.renew(held(slow!), LEASE_MS)).toBe(false);
      expect(await store.deliveries.settle(held(slow!), { at: 'delivered', status: 200 })).toBe(false);
      const quick = await claimedOne();
      expect(quick).toMatchObject({ id: slow!.id, attempt: 2 });
      expect(await store.deliveries.renew(held(quick), LEASE_MS)).toBe(true);
      expect(await store.deliveries.settle(held(quick), { at: 'delivered', status: 200 })).toBe(true);
    });

    it('[WH4] tries a failed delivery again when its time has come, and counts no try of one that is returned', async () => {
      const [delivery] = await planned(to(await made()));
      const returned = await claimedOne();
      await store.deliveries.settle(held(returned), { at: 'returned', retryInMs: 0 });
      const first = await claimedOne();
      expect(first.attempt).toBe(1);
      await store.deliveries.settle(held(first), { at: 'failed', retryInMs: LEASE_MS, status: 503, reason: 'status' });
      expect(await store.deliveries.claim(1, LEASE_MS)).toEqual([]);
      const due = await store.deliveries.nextDueMs();
      expect(due).toBeGreaterThan(LEASE_MS - 10_000);
      expect(await record(delivery!.id)).toEqual({
        ...delivery,
        state: 'waiting',
        attempts: 1,
        createdAt: expect.any(Number),
        triedAt: expect.any(Number),
        nextAt: expect.any(Number),
        status: 503,
        reason: 'status',
      });
    });

    it('[WH5] lists deliveries newest first, page by page, by endpoint and state', async () => {
      const [one, two] = [await made(), await made()];
      for (const endpoint of [one, two, one]) await planned(to(endpoint));
      const dead = await claimedOne();
      await store.deliveries.settle(held(dead), { at: 'dead', status: 500, reason: 'status' });
      const all = await store.webhooks.deliveries(shop, { limit: 3 });
      const first = await store.webhooks.deliveries(shop, { limit: 2 });
      const after = { at: first[1]!.createdAt, id: first[1]!.id };
      const rest = await store.webhooks.deliveries(shop, { limit: 2, after });
      expect([...first, ...rest]).toEqual(all);
      expect(await store.webhooks.deliveries(shop, { limit: 9, endpoint: one.id })).toHaveLength(2);
      const deliveries = await store.webhooks.deliveries(shop, { limit: 9, state: 'dead' });
      expect(deliveries).toMatchObject([{ id: dead.id, state: 'dead', attempts: 1, status: 500, reason: 'status' }]);
      expect(await store.webhooks.deliveries('another', { limit: 9 })).toEqual([]);
      expect(await store.deliveries.health()).toMatchObject({ waiting: 2, dead: 1 });
    });

    it('[WH6] has dead deliveries tried again from the first try on: one, an endpoint’s, or all', async () => {
      const [one, two] = [await made(), await made()];
      await planned(to(one), to(one), to(two));
      const bury = async () => {
        for (;;) {
          const [next] = await store.deliveries.claim(1, LEASE_MS);
          if (!next) return;
          await store.deliveries.settle(held(next), { at: 'dead', reason: 'timeout' });
        }
      };
      await bury();
      const deliveries = await store.webhooks.deliveries(shop, { state: 'dead', limit: 9 });
      expect(await store.webhooks.redeliver('another', { id: deliveries[0]!.id })).toBe(0);
      expect(await store.webhooks.redeliver(shop, { id: deliveries[0]!.id })).toBe(1);
      // It waits already.
      expect(await store.webhooks.redeliver(shop, { id: deliveries[0]!.id })).toBe(0);
      expect(await claimedOne()).toMatchObject({ id: deliveries[0]!.id, attempt: 1 });
      const left = deliveries.slice(1).filter(({ endpoint }) => endpoint === one.id).length;
      expect(await store.webhooks.redeliver(shop, { dead: true, endpoint: one.id })).toBe(left);
      expect(await store.webhooks.redeliver(shop, { dead: true })).toBe(2 - left);
    });

    it('[WH7] sends nothing to an endpoint while it is disabled, goes on later, and forgets one that is removed', async () => {
      const endpoint = await made();
      await planned(to(endpoint));
      await store.webhooks.change(shop, endpoint.id, { enabled: false, disabledBecause: 'gone' });
      expect(await store.deliveries.claim(1, LEASE_MS)).toEqual([]);
      expect(await store.deliveries.nextDueMs()).toBeUndefined();
      expect((await store.deliveries.health()).lagMs).toBe(0);
      await store.webhooks.change(shop, endpoint.id, { enabled: true, disabledBecause: null });
      expect(await store.deliveries.nextDueMs()).toBe(0);
      const claimed = await claimedOne();
      expect(await store.webhooks.remove(shop, endpoint.id)).toBe(true);
      expect(await store.deliveries.settle(held(claimed), { at: 'delivered', status: 200 })).toBe(false);
      expect(await store.webhooks.deliveries(shop, { limit: 9 })).toEqual([]);
    });

    it('[WH8] tells when claiming is worth it again: now, when a lease lapses, or never', async () => {
      expect(await store.deliveries.nextDueMs()).toBeUndefined();
      await planned(to(await made()));
      expect(await store.deliveries.nextDueMs()).toBe(0);
      await store.deliveries.claim(1, LEASE_MS);
      const lapse = await store.deliveries.nextDueMs();
      expect(lapse).toBeGreaterThan(LEASE_MS / 2);
      expect(lapse).toBeLessThanOrEqual(LEASE_MS);
    });

    it('[WH8] says how long the oldest due delivery has waited', async () => {
      await planned(to(await made()));
      await vi.waitUntil(async () => (await store.deliveries.health()).lagMs > 0, { interval: 5 });
      await store.deliveries.claim(1, LEASE_MS);
      expect((await store.deliveries.health()).lagMs).toBe(0);
    });

    it('[WH9] forgets what was delivered after a while, and anything after a longer one', async () => {
      const [done, waiting] = await planned(to(await made()), to(await made()));
      const all = await store.deliveries.claim(2, LEASE_MS);
      const first = all.find(({ id }) => id === done!.id)!;
      await store.deliveries.settle(held(first), { at: 'delivered', status: 200 });
      const soon = Date.now() + LEASE_MS;
      expect(await store.deliveries.sweep({ delivered: 0, others: 0 })).toBe(0);
      expect(await store.deliveries.sweep({ delivered: soon, others: 0 })).toBe(1);
      expect(await record(waiting!.id)).toMatchObject({ state: 'waiting' });
      expect(await store.deliveries.sweep({ delivered: soon, others: soon })).toBe(1);
      expect(await store.deliveries.sweep({ delivered: soon, others: soon })).toBe(0);
    });
  });
}
