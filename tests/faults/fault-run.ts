import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from '../../src/protocol/entries.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { createSqliteStore } from '../../src/server/store/sqlite/create-sqlite-store.ts';
import { eventually } from '../support/eventually.ts';
import { seeded } from '../support/random.ts';
import { startServerProcess } from '../support/server-process.ts';
import { startCuttingProxy } from './cutting-proxy.ts';
import { type Shopper, startShopper } from './shopper.ts';

export interface FaultRunOptions {
  messages: string[];
  visitors: number;
  kills: number;
  /** Milliseconds that the server lives between two kills, at most; a random part of it is used. */
  lifeMs: number;
  seed: number;
  withinMs: number;
  log(line: string): void;
}

export interface FaultReport {
  sent: number;
  stored: number;
  kills: number;
  cuts: number;
  /** What was found wrong, in words; empty when all is well. */
  faults: string[];
}

/**
 * Visitors send messages through a proxy that cuts connections at random while the server is killed and started
 * again. In the end the store is held against what was sent.
 */
export async function runFaults(options: FaultRunOptions): Promise<FaultReport> {
  const random = seeded(options.seed);
  const dataDir = await mkdtemp(join(tmpdir(), 'shopbell-faults-'));
  // Everybody comes from one address here.
  const env = { LOG_LEVEL: 'error', LIMITS: JSON.stringify({ connectionsPerPrefix: 1000 }) };
  const server = await startServerProcess({ dataDir, env });
  const proxy = await startCuttingProxy(server.port);
  const shares: string[][] = Array.from({ length: options.visitors }, () => []);
  for (const [index, text] of options.messages.entries()) shares[index % options.visitors]?.push(text);
  // They write for as long as the server is being killed.
  const paceMs = (options.kills * options.lifeMs) / Math.max(1, options.messages.length / options.visitors);
  const shoppers = shares.map((texts) => startShopper(proxy.port, texts, paceMs, random));
  let kills = 0;
  let cuts = 0;
  try {
    const waiting = () => shoppers.reduce((sum, shopper) => sum + shopper.open(), 0);
    await eventually('everybody is heard', () => shoppers.every((shopper) => shopper.conversation()), 30_000);
    while (kills < options.kills) {
      await pause(options.lifeMs * (0.3 + 0.7 * random()));
      cuts += proxy.cut(0.3, random);
      await pause(200 * random());
      await server.kill();
      kills += 1;
      options.log(`kill ${kills}: ${waiting()} of ${options.messages.length} messages not yet acknowledged`);
      await server.start();
    }
    await eventually(
      'every message is acknowledged',
      () => waiting() === 0 || anyFailure(shoppers),
      options.withinMs,
    ).catch((error: unknown) => {
      for (const shopper of shoppers) if (shopper.open() > 0) options.log(shopper.describe());
      options.log(server.output().slice(-3000));
      throw error;
    });
    const views = shoppers.map((shopper) => shopper.view());
    for (const shopper of shoppers) shopper.stop();
    await server.stop();
    return await compare({ shoppers, views, dataDir, kills, cuts });
  } finally {
    for (const shopper of shoppers) shopper.stop();
    await proxy.close();
    await server.kill();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const anyFailure = (shoppers: Shopper[]): boolean => shoppers.some((shopper) => shopper.failures().length > 0);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function compare(run: {
  shoppers: Shopper[];
  views: ReturnType<Shopper['view']>[];
  dataDir: string;
  kills: number;
  cuts: number;
}): Promise<FaultReport> {
  const store = await createSqliteStore({ file: join(run.dataDir, 'shopbell.db') });
  const faults: string[] = [];
  let stored = 0;
  try {
    for (const [index, shopper] of run.shoppers.entries()) {
      const who = `visitor ${index + 1}`;
      for (const code of shopper.failures()) faults.push(`${who}: a message was refused: ${code}`);
      const log = await wholeLog(store.log, shopper.conversation() ?? '');
      const texts = log.flatMap((entry) =>
        entry.kind === 'message.sent' && entry.by.role === 'visitor' && entry.content.type === 'text'
          ? [entry.content.text]
          : [],
      );
      stored += texts.length;
      const wrong = shopper.sent.findIndex((text, at) => texts[at] !== text);
      if (wrong >= 0) faults.push(`${who}: message ${wrong + 1} is not in its place, or not as it was sent`);
      if (texts.length !== shopper.sent.length)
        faults.push(`${who}: sent ${shopper.sent.length}, stored ${texts.length}`);
      if (log.some((entry, at) => entry.seq !== at + 1)) faults.push(`${who}: the log has a gap`);
      const pubs = log.flatMap((entry) => entry.pub ?? []);
      if (pubs.some((pub, at) => pub !== at + 1)) faults.push(`${who}: the public numbering has a gap`);
      const view = run.views[index];
      if (view?.positions.some((position, at) => position !== (view.positions[0] ?? 0) + at)) {
        faults.push(`${who}: the client shows entries out of order`);
      }
      if (view && texts.slice(-view.texts.length).join('\0') !== view.texts.join('\0')) {
        faults.push(`${who}: the client shows something else than the log holds`);
      }
    }
  } finally {
    await store.close();
  }
  const sent = run.shoppers.reduce((sum, shopper) => sum + shopper.sent.length, 0);
  return { sent, stored, kills: run.kills, cuts: run.cuts, faults };
}

async function wholeLog(
  log: Awaited<ReturnType<typeof createSqliteStore>>['log'],
  conversation: string,
): Promise<Entry[]> {
  const all: Entry[] = [];
  for (;;) {
    const page = await log.page(
      { shop: 'demo', kind: 'conversation', id: conversation },
      { by: 'seq', after: all.length, limit: LIMITS.syncEntries, maxBytes: LIMITS.syncBytes },
    );
    if (page.length === 0) return all;
    all.push(...page);
  }
}
