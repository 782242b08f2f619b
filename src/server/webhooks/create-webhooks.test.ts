import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { agent, SHOP, say, visitor, withId } from '../conversations/door.fixture.ts';
import { createWebhookFanOut } from '../jobs/webhook-fan-out.ts';
import type { WebhookEndpoint } from '../store/webhooks.ts';
import { createWebhookSender } from './create-webhooks.ts';
import type { Receiver } from './testing/receiver.ts';
import { closing, PATIENCE, stage } from './webhooks.fixture.ts';

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const seqs = ({ received }: Receiver): number[] =>
  received.map(({ body }) => (JSON.parse(body) as { data: { entry: { position: number } } }).data.entry.position);

describe('webhooks', { timeout: 20_000 }, () => {
  it('[WH12] tell each endpoint of the entries that it wants, signed, as the team reads them', async () => {
    const at = await stage();
    const receiver = await at.receiver();
    const endpoint = await at.endpoint(`${receiver.url}/all`, { events: ['*'] });
    const notes = await at.endpoint(`${receiver.url}/notes`, { events: ['note.added'] });
    const id = await at.start('Where is my order?');
    await at.conversations.execute(agent(), withId({ type: 'note.add' as const, conversation: id, text: 'Regular' }));
    const entries = await at.conversations.readAsTeam(SHOP.id, id, { after: 0 });
    await vi.waitFor(() => expect(receiver.received).toHaveLength(entries.length + 1), PATIENCE);

    const all = receiver.received.filter(({ path }) => path === '/all');
    const events = all.map(({ body, headers }) => {
      expect(headers['content-type']).toBe('application/json');
      return new Webhook(endpoint.secret).verify(body, headers) as { data: { entry: { position: number } } };
    });
    events.sort((a, b) => a.data.entry.position - b.data.entry.position);
    expect(events).toEqual(
      entries.map((entry) => ({
        type: entry.kind,
        timestamp: new Date(entry.at).toISOString(),
        data: { shop: SHOP.id, conversation: id, entry },
      })),
    );
    const [note] = receiver.received.filter(({ path }) => path === '/notes');
    expect(new Webhook(notes.secret).verify(note!.body, note!.headers)).toMatchObject({ type: 'note.added' });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(entries.length + 1);
    await vi.waitFor(async () => {
      expect(
        (await at.deliveries(endpoint)).every(({ state, status }) => state === 'delivered' && status === 204),
      ).toBe(true);
    }, PATIENCE);
  });

  it('[WH15] leave no job behind for what nobody wants', async () => {
    const at = await stage();
    await at.jobs.stop();
    await at.endpoint('https://hooks.example/', { events: ['survey.answered'] });
    await at.start('Hello');
    const jobs = await at.store.jobs.claim(50, 1000);
    expect(jobs.filter(({ kind }) => kind === 'webhook')).toEqual([]);
    expect(jobs.length).toBeGreaterThan(0);
  });

  it('[WH16] plan an entry once, also when its job is done twice', async () => {
    const at = await stage();
    await at.jobs.stop();
    const receiver = await at.receiver();
    const endpoint = await at.endpoint(receiver.url);
    await at.start('Hello');
    const job = (await at.store.jobs.claim(50, 60_000)).find(({ kind }) => kind === 'webhook')!;
    const planned = vi.fn();
    const fanOut = createWebhookFanOut({ store: at.store, conversations: { complete: async () => true }, planned });
    const never = new AbortController().signal;
    await fanOut(job, never);
    await fanOut(job, never);
    expect(planned).toHaveBeenCalledTimes(1);
    expect(await at.deliveries(endpoint)).toHaveLength(1);
  });

  it('[WH13] are sent again under the same id until they arrive, with the time of the try', async () => {
    const at = await stage({ retryMs: 20 });
    const receiver = await at.receiver();
    receiver.answer((_, response) => response.writeHead(receiver.received.length < 3 ? 503 : 200).end());
    const endpoint = await at.endpoint(receiver.url, { events: ['conversation.started'] });
    await at.start('Hello');
    await vi.waitFor(async () => {
      expect(await at.deliveries(endpoint)).toMatchObject([{ state: 'delivered', attempts: 3, status: 200 }]);
    }, PATIENCE);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    for (const { body, headers } of receiver.received) new Webhook(endpoint.secret).verify(body, headers);
    expect(at.logger.info).toHaveBeenCalledTimes(2);
    expect(JSON.stringify(at.logger.info.mock.calls)).not.toContain(receiver.url);
  });

  it('[WH13] wait by the schedule, and longer when the receiver says so', async () => {
    const at = await stage({ random: () => 0.5 });
    const [busy, down] = [await at.receiver(), await at.receiver()];
    busy.answer((_, response) => response.writeHead(429, { 'retry-after': '600' }).end());
    down.answer((_, response) => response.writeHead(500).end());
    const [patient, plain] = [await at.endpoint(busy.url), await at.endpoint(down.url)];
    await at.start('Hello');
    const waits = async (endpoint: WebhookEndpoint) =>
      (await at.deliveries(endpoint)).map(
        ({ attempts, nextAt, triedAt }) => attempts && Math.round((nextAt! - triedAt!) / 1000),
      );
    await vi.waitFor(async () => {
      expect(new Set(await waits(patient))).toEqual(new Set([600]));
      expect(new Set(await waits(plain))).toEqual(new Set([5]));
    }, PATIENCE);
  });

  it('[WH14] are given up after ten tries, and wait for a person', async () => {
    const at = await stage({ retryMs: 0 });
    const receiver = await at.receiver();
    receiver.answer((_, response) => response.writeHead(500).end('secret stack trace'));
    const endpoint = await at.endpoint(receiver.url, { events: ['conversation.started'] });
    await at.start('Hello');
    const dead = { state: 'dead', attempts: 10, status: 500, reason: 'status' };
    await vi.waitFor(async () => expect(await at.deliveries(endpoint)).toMatchObject([dead]), PATIENCE);
    expect(receiver.received).toHaveLength(10);
    expect(JSON.stringify(await at.deliveries(endpoint))).not.toContain('stack trace');
    expect(at.logger.warn).toHaveBeenCalledTimes(1);

    receiver.answer((_, response) => response.writeHead(200).end());
    expect(await at.store.webhooks.redeliver(SHOP.id, { dead: true })).toBe(1);
    at.sender.wake();
    await vi.waitFor(
      async () => expect(await at.deliveries(endpoint)).toMatchObject([{ state: 'delivered' }]),
      PATIENCE,
    );
    expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(receiver.received[0]?.headers['webhook-id']);
  });

  it('[WH17] disable an endpoint that says that it is gone', async () => {
    const at = await stage();
    const receiver = await at.receiver();
    receiver.answer((_, response) => response.writeHead(410).end());
    const endpoint = await at.endpoint(receiver.url, { events: ['conversation.started'] });
    await at.start('Hello');
    await vi.waitFor(async () => {
      expect(await at.store.webhooks.endpoint(SHOP.id, endpoint.id)).toMatchObject({
        enabled: false,
        disabledBecause: 'gone',
      });
    }, PATIENCE);
    await vi.waitFor(async () => {
      expect(await at.deliveries(endpoint)).toMatchObject([{ state: 'dead', status: 410, reason: 'gone' }]);
    }, PATIENCE);
    expect((await at.wanted.of(SHOP.id))('conversation.started')).toBe(false);
  });

  it('[WH18] follow no redirect, and are not sent to an address that is not public', async () => {
    const at = await stage();
    const receiver = await at.receiver();
    receiver.answer((_, response) => response.writeHead(307, { location: '/elsewhere' }).end());
    const moved = await at.endpoint(receiver.url, { events: ['conversation.started'] });
    const inside = await at.endpoint('https://169.254.169.254/latest', { events: ['conversation.started'] });
    await at.start('Hello');
    await vi.waitFor(async () => {
      expect(await at.deliveries(moved)).toMatchObject([{ state: 'waiting', status: 307, reason: 'redirect' }]);
      expect(await at.deliveries(inside)).toMatchObject([{ state: 'waiting', reason: 'address' }]);
    }, PATIENCE);
    expect(receiver.received).toHaveLength(1);
  });

  it('[WH19] do not let an endpoint that hangs hold up another, nor any other work', async () => {
    const at = await stage({ concurrency: 8 });
    const [hanging, quick] = [await at.receiver(), await at.receiver()];
    hanging.answer(() => {});
    const stuck = await at.endpoint(hanging.url);
    const fine = await at.endpoint(quick.url);
    const people = Array.from({ length: 10 }, (_, index) => visitor(`v_00000000000000${10 + index}`));
    for (const who of people) await at.start('Hello', who);
    await vi.waitFor(async () => {
      const all = await at.deliveries(fine);
      expect(all.length).toBeGreaterThanOrEqual(people.length);
      expect(all.every(({ state }) => state === 'delivered')).toBe(true);
      expect(await at.store.jobs.health()).toMatchObject({ lagMs: 0 });
    }, PATIENCE);
    // Four of its places are taken; nothing of it has come to an end.
    expect(hanging.received).toHaveLength(4);
    expect((await at.deliveries(stuck)).every(({ state }) => state === 'waiting')).toBe(true);
    expect((await at.store.deliveries.health()).waiting).toBe((await at.deliveries(stuck)).length);
  });

  it('[WH20] go on where they were when the process stops in the middle of a try', async () => {
    const at = await stage();
    const receiver = await at.receiver();
    receiver.answer(() => {});
    const endpoint = await at.endpoint(receiver.url, { events: ['conversation.started'] });
    await at.start('Hello');
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), PATIENCE);
    await at.sender.stop();
    expect(await at.deliveries(endpoint)).toMatchObject([{ state: 'waiting', attempts: 0 }]);
    receiver.answer((_, response) => response.writeHead(200).end());
    at.sender.start();
    await vi.waitFor(async () => {
      expect(await at.deliveries(endpoint)).toMatchObject([{ state: 'delivered', attempts: 1 }]);
    }, PATIENCE);
  });

  it('[WH21] read the entry when they are sent, and hold none of its words before', async () => {
    const at = await stage();
    const gone = { row: async () => undefined, readAsTeam: async () => [] };
    await at.sender.stop();
    const receiver = await at.receiver();
    const endpoint = await at.endpoint(receiver.url);
    await at.start('Very private words');
    await vi.waitFor(async () => expect((await at.deliveries(endpoint)).length).toBeGreaterThan(0), PATIENCE);
    expect(JSON.stringify(await at.deliveries(endpoint))).not.toContain('private');
    const later = createWebhookSender({
      store: at.store,
      conversations: gone,
      wanted: at.wanted,
      fetch: () => Promise.reject(new Error('sent')),
      logger: at.logger,
      now: Date.now,
    });
    later.start();
    closing.push(later.stop);
    await vi.waitFor(async () => {
      expect(
        (await at.deliveries(endpoint)).every(({ state, reason }) => state === 'dead' && reason === 'entry_gone'),
      ).toBe(true);
    }, PATIENCE);
  });

  it('[WH22] of one conversation come in the order of its entries while all goes well', async () => {
    const at = await stage();
    const receiver = await at.receiver();
    await at.endpoint(receiver.url, { events: ['*'] });
    const id = await at.start('One');
    for (const words of ['Two', 'Three', 'Four']) await at.conversations.execute(visitor(), say(words, id));
    const { seq = 0 } = (await at.conversations.row(SHOP.id, id)) ?? {};
    await vi.waitFor(() => expect(receiver.received).toHaveLength(seq), PATIENCE);
    expect(seqs(receiver)).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
  });
});
