import { afterEach, describe, expect, it } from 'vitest';
import { openDoor, SHOP, say, visitor } from './conversations/door.fixture.ts';
import { createMetrics } from './http/metrics.ts';
import { createMeters } from './meters.ts';
import { addBacklog, observeConversations, observeStore, watchJobs, watchWebhooks } from './observe.ts';
import type { Store } from './store/store.ts';
import type { Attributes, Tracing } from './tracing.ts';

const doors: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});

/** Notes spans as a receiver would see them. */
function notedSpans() {
  const spans: { name: string; attributes: Attributes; failed?: string }[] = [];
  const tracing: Tracing = {
    span(name, attributes, work) {
      const span: (typeof spans)[number] = { name, attributes };
      spans.push(span);
      return work({
        set: (more) => void Object.assign(attributes, more),
        rename: (better) => {
          span.name = better;
        },
        fail: (code) => {
          span.failed = code;
        },
      });
    },
    stop: async () => {},
  };
  return { spans, tracing };
}

async function stage() {
  const metrics = createMetrics('1.2.3');
  const { spans, tracing } = notedSpans();
  const observers = { meters: createMeters(metrics), tracing };
  let broken = false;
  const wrap = (store: Store): Store => {
    const ping = { ...store.shops, list: () => (broken ? Promise.reject(new Error('away')) : store.shops.list()) };
    return observeStore({ ...store, shops: ping }, observers);
  };
  const door = await openDoor({ wrap });
  doors.push(door);
  return {
    ...door,
    metrics,
    spans,
    observers,
    conversations: observeConversations(door.conversations, observers),
    breakStore: () => {
      broken = true;
    },
    /** The samples whose line begins so. */
    async lines(start: string): Promise<string[]> {
      return (await metrics.text()).body.split('\n').filter((line) => line.startsWith(start));
    },
  };
}

describe('what can be seen of a server', () => {
  it('[MT1] counts commands by who, what and outcome', async () => {
    const at = await stage();
    const result = await at.conversations.execute(visitor(), say('Hello'));
    const id = result.ok ? (result.conversation ?? '') : '';
    await at.conversations.execute(visitor('v_0000000000000002'), say('Not mine', id));
    expect(await at.lines('shopbell_commands_total')).toEqual([
      'shopbell_commands_total{role="visitor",type="message.send",code="ok"} 1',
      'shopbell_commands_total{role="visitor",type="message.send",code="forbidden"} 1',
    ]);
  });

  it('[MT4] measures commits: how many share one, and how long it takes', async () => {
    const at = await stage();
    const people = ['v_0000000000000001', 'v_0000000000000002', 'v_0000000000000003'];
    await Promise.all(people.map((id) => at.conversations.execute(visitor(id), say('Hello'))));
    const commits = at.spans.filter(({ name }) => name === 'commit');
    expect(commits.map(({ attributes }) => Number(attributes['shopbell.units'])).reduce((a, b) => a + b)).toBe(3);
    expect(await at.lines('shopbell_commit_units_sum')).toEqual(['shopbell_commit_units_sum 3']);
    expect(await at.lines('shopbell_commit_seconds_count')).toEqual([
      `shopbell_commit_seconds_count ${commits.length}`,
    ]);
  });

  it('[MT5] counts calls of the store that fail, by port, and lets the failure through', async () => {
    const at = await stage();
    await at.store.shops.list();
    at.breakStore();
    await expect(at.store.shops.list()).rejects.toThrow('away');
    expect(await at.lines('shopbell_store_errors_total')).toEqual(['shopbell_store_errors_total{port="shops"} 1']);
  });

  it('[MT3] tells how jobs end, how far they are behind, and what was given up', async () => {
    const at = await stage();
    addBacklog(at.metrics, { store: at.store, bus: { reachable: () => false } });
    await at.conversations.execute(visitor(), say('Hello'));
    const jobs = await at.store.jobs.claim(50, 60_000);
    const bot = jobs.find(({ kind }) => kind === 'bot')!;
    await at.store.jobs.release({ job: bot.id, lease: bot.lease });
    const watch = watchJobs(at.observers);
    await watch(bot, async () => 'dead');
    expect(await at.lines('shopbell_jobs_total')).toEqual(['shopbell_jobs_total{kind="bot",outcome="dead"} 1']);
    expect(await at.lines('shopbell_jobs_dead{kind="bot"}')).toEqual(['shopbell_jobs_dead{kind="bot"} 1']);
    expect(await at.lines('shopbell_job_lag_seconds')).toHaveLength(1);
    expect(await at.lines('shopbell_bus_up')).toEqual(['shopbell_bus_up 0']);
    expect(at.spans.at(-1)).toMatchObject({ name: 'job bot', failed: 'dead' });
  });

  it('[MT6] tells what webhooks come to, and how many wait', async () => {
    const at = await stage();
    addBacklog(at.metrics, { store: at.store, bus: at.bus });
    const place = { shop: SHOP.id, endpoint: 'we_1', conversation: 'c_1', seq: 1 };
    const delivery = {
      ...place,
      id: 'msg_1',
      event: 'message.sent',
      kind: 'delivery',
      attempt: 1,
      lease: 'l',
    } as const;
    await watchWebhooks(at.observers)(delivery, async () => ({ outcome: 'failed', status: 503 }));
    expect(await at.lines('shopbell_webhook_tries_total')).toEqual([
      'shopbell_webhook_tries_total{outcome="failed"} 1',
    ]);
    expect(await at.lines('shopbell_webhook_deliveries')).toEqual([
      'shopbell_webhook_deliveries{state="waiting"} 0',
      'shopbell_webhook_deliveries{state="dead"} 0',
    ]);
    expect(await at.lines('shopbell_webhook_lag_seconds')).toEqual(['shopbell_webhook_lag_seconds 0']);
    expect(at.spans.at(-1)).toMatchObject({
      name: 'webhook',
      attributes: { 'shopbell.outcome': 'failed', 'http.response.status_code': 503 },
      failed: 'failed',
    });
  });

  it('[MT7] leaves out what cannot be told, and answers all the same', async () => {
    const at = await stage();
    at.metrics.gauge('shopbell_broken', 'Fails.', () => Promise.reject(new Error('away')));
    at.metrics.gauges('shopbell_none', 'Fails.', 'kind', () => Promise.reject(new Error('away')));
    at.metrics.gauge('shopbell_fine', 'Answers.', () => 1);
    expect(await at.lines('shopbell_broken')).toEqual([]);
    expect(await at.lines('shopbell_none')).toEqual([]);
    expect(await at.lines('shopbell_fine')).toEqual(['shopbell_fine 1']);
  });

  it('[MT9] tells of the process: memory, processor, how late it comes to its work', async () => {
    const at = await stage();
    for (const name of ['memory_bytes', 'heap_bytes', 'uptime_seconds', 'cpu_seconds_total']) {
      const [line] = await at.lines(`shopbell_${name} `);
      expect(Number(line?.split(' ')[1])).toBeGreaterThan(0);
    }
    const quantiles = (await at.lines('shopbell_event_loop_delay_seconds')).map((line) => /"(.*)"/.exec(line)?.[1]);
    expect(quantiles.sort()).toEqual(['0.5', '0.99', '1']);
    expect(await at.lines('shopbell_info')).toEqual(['shopbell_info{version="1.2.3"} 1']);
  });

  it('[MT11] traces commands, commits and jobs without a word of anybody', async () => {
    const at = await stage();
    await at.conversations.execute(visitor(), say('Very private words'));
    const names = at.spans.map(({ name }) => name);
    expect(names).toEqual(['command message.send', 'commit']);
    expect(at.spans[0]?.attributes).toEqual({
      'shopbell.command': 'message.send',
      'shopbell.role': 'visitor',
      'shopbell.shop': SHOP.id,
      'shopbell.outcome': 'ok',
    });
    const { body } = await at.metrics.text();
    for (const text of [JSON.stringify(at.spans), body]) {
      expect(text).not.toContain('private');
      expect(text).not.toContain('v_0000000000000001');
    }
    expect(body).not.toContain(`"${SHOP.id}"`);
  });
});
