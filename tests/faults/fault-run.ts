import { eventually } from '../support/eventually.ts';
import { seeded } from '../support/random.ts';
import { type Colleague, signIn, startColleague } from './colleague.ts';
import { judge, type Verdict } from './judge.ts';
import { type Line, openLine } from './line.ts';
import { type Shopper, startShopper } from './shopper.ts';
import { openSite, type Site, type StoreKind } from './site.ts';

export interface FaultRunOptions {
  store: StoreKind;
  messages: string[];
  visitors: number;
  agents: number;
  kills: number;
  /** Pause between two kills, ms. */
  everyMs: number;
  /** An outage of what the servers stand on comes with every so manieth kill; 0 = never. */
  outageEvery: number;
  seed: number;
  /** Time for everything to be acknowledged and every job done, after the last fault, ms. */
  withinMs: number;
  log(line: string): void;
}

export interface FaultReport extends Verdict {
  kills: number;
  outages: number;
  /** Connections cut, stalled and slowed down. */
  lines: { cut: number; stalled: number; delayed: number };
  /** From a fault's end to the ack of somebody who comes just then, ms: the longest, and the middle one. */
  recovery: { worst: number; median: number };
}

/** An ack for a newcomer must come so soon after a fault has ended, ms. */
export const RECOVERS_WITHIN_MS = 5000;
const TEAM = ['owner@demo.test', 'jonas@demo.test', 'priya@demo.test'];

/**
 * Shoppers and a team write to each other while servers are killed, lines are spoilt and what the servers stand on goes
 * away and comes back, all by chance from one seed. In the end the store is held against what was sent and seen.
 */
export async function runFaults(options: FaultRunOptions): Promise<FaultReport> {
  const random = seeded(options.seed);
  const site = await openSite(options.store, options.store === 'sqlite' && options.outageEvery > 0);
  const ports = site.servers.map(({ port }) => port);
  const [line, calm] = await Promise.all([openLine(ports, random), openLine(ports, random)]);
  const shoppers: Shopper[] = [];
  const colleagues: Colleague[] = [];
  try {
    const origin = `http://127.0.0.1:${line.port}`;
    const shares: string[][] = Array.from({ length: options.visitors }, () => []);
    for (const [index, text] of options.messages.entries()) shares[index % options.visitors]?.push(text);
    // They write for as long as there are faults.
    const paceMs = (options.kills * options.everyMs) / Math.max(1, options.messages.length / options.visitors);
    for (const texts of shares) shoppers.push(startShopper(line.port, origin, texts, paceMs, random));
    await eventually('everybody is heard', () => shoppers.every((one) => one.conversation()), 60_000);
    for (let n = 0; n < options.agents; n++) {
      const email = TEAM[n % TEAM.length]!;
      // Every second shopper is answered by a person, the others by the bot.
      const theirs = shoppers.filter((_, index) => index % 2 === 0 && (index / 2) % options.agents === n);
      colleagues.push(
        startColleague({
          port: line.port,
          origin,
          cookie: await signIn(origin, email),
          name: `agent ${n + 1}`,
          conversations: () => theirs.flatMap((shopper) => shopper.conversation() ?? []),
          paceMs: 1000,
          random,
        }),
      );
    }
    const trouble = await makeTrouble(site, { line, calm }, options, random);
    for (const colleague of colleagues) colleague.rest();
    const open = (): number => [...shoppers, ...colleagues].reduce((sum, one) => sum + one.open(), 0);
    const failed = (): boolean => shoppers.some((shopper) => shopper.failures().length > 0);
    const store = await site.openStore();
    try {
      await eventually('everything is acknowledged', () => open() === 0 || failed(), options.withinMs);
      await eventually('no job is left', async () => (await store.jobs.nextDueMs()) === undefined, options.withinMs);
      // Whoever was cut off last waits up to half a minute before coming back.
      const people = await eventually(
        'everybody sees the head',
        () => seeHeads(store, shoppers, colleagues),
        options.withinMs,
      );
      const verdict = await judge(store, people);
      const alarms = site.servers.flatMap((server) => server.output().split('\n').filter(isAlarm));
      verdict.faults.push(...alarms.slice(0, 5).map((text) => `a server says: ${text.slice(0, 500)}`));
      verdict.faults.push(...trouble.late);
      return { ...verdict, ...trouble };
    } catch (error) {
      for (const one of [...shoppers, ...colleagues]) if (one.open() > 0) options.log(one.describe());
      for (const server of site.servers) options.log(server.output().slice(-2000));
      throw error;
    } finally {
      await store.close();
    }
  } finally {
    for (const one of [...shoppers, ...colleagues]) one.stop();
    await Promise.all([line.close(), calm.close()]);
    await site.stop();
  }
}

/** A job that was given up, or a fault of ours: both would be losses. */
const isAlarm = (line: string): boolean => /for the last time|unhandled|"level":60/i.test(line);

/** Undefined until every client stands at the head of its log. */
async function seeHeads(
  store: Awaited<ReturnType<Site['openStore']>>,
  shoppers: Shopper[],
  colleagues: Colleague[],
): Promise<Parameters<typeof judge>[1] | undefined> {
  const seen = {
    shoppers: shoppers.map((who) => ({ who, view: who.view() })),
    colleagues: colleagues.map((who) => ({ who, view: who.view() })),
  };
  for (const { who, view } of seen.shoppers) {
    const row = await store.log.conversation('demo', who.conversation() ?? '');
    if (view.at(-1)?.position !== row?.pub) return undefined;
  }
  for (const { view } of seen.colleagues) {
    const row = view && (await store.log.conversation('demo', view.conversation));
    if (row && view.entries.at(-1)?.position !== row.seq) return undefined;
  }
  return seen;
}

type Trouble = Pick<FaultReport, 'kills' | 'outages' | 'lines' | 'recovery'> & { late: string[] };

/** @param calm a line that is left alone: how soon servers recover is not measured over a broken one */
async function makeTrouble(
  site: Site,
  { line, calm }: { line: Line; calm: Line },
  options: FaultRunOptions,
  random: () => number,
): Promise<Trouble> {
  const lines = { cut: 0, stalled: 0, delayed: 0 };
  const recoveries: number[] = [];
  const late: string[] = [];
  const starting = new Set<Promise<void>>();
  let outages = 0;
  let probes = 0;

  /** A fault ends when what was gone is started again; somebody comes at that very moment. */
  async function recovers(from: string, start: () => Promise<void>): Promise<void> {
    const since = performance.now();
    const started = start();
    probes += 1;
    await hearNewcomer(calm.port, random, probes);
    const ms = performance.now() - since;
    recoveries.push(ms);
    if (ms > RECOVERS_WITHIN_MS) late.push(`${from}: the first ack came after ${Math.round(ms)} ms`);
    await started;
  }
  const revive = (index: number): Promise<void> =>
    recovers(`server ${index + 1} killed`, () => site.servers[index]!.start());

  for (let kills = 1; kills <= options.kills; kills++) {
    const began = performance.now();
    lines.cut += line.cut(0.2 * random());
    lines.stalled += line.stall(0.2 * random(), 500 + 2500 * random());
    lines.delayed += line.delay(0.2 * random(), 300 * random());
    await pause(options.everyMs * 0.6 * random());
    const index = Math.floor(random() * site.servers.length);
    // One that is still on its way up is let come first: a process can only be killed once.
    await Promise.all(starting);
    await site.servers[index]!.kill();
    const start = revive(index).finally(() => starting.delete(start));
    starting.add(start);
    if (options.outageEvery > 0 && kills % options.outageEvery === 0 && site.outages.length > 0) {
      await start;
      const outage = site.outages[outages % site.outages.length]!;
      outages += 1;
      options.log(`kill ${kills}: ${outage.name}`);
      await outage.begin();
      await eventually(`it is felt that ${outage.name}`, () => outage.felt(), 5000).catch((error: Error) =>
        late.push(error.message),
      );
      await pause(1000 + 2000 * random());
      await recovers(outage.name, () => outage.end());
    }
    if (kills % 10 === 0) options.log(`kill ${kills} of ${options.kills}`);
    await pause(Math.max(0, options.everyMs - (performance.now() - began)));
  }
  await Promise.all(starting);
  const sorted = recoveries.toSorted((a, b) => a - b);
  const recovery = {
    worst: Math.round(sorted.at(-1) ?? 0),
    median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
  };
  return { kills: options.kills, outages, lines, recovery, late };
}

/** Resolves once somebody who comes just now has words of theirs acknowledged. */
async function hearNewcomer(port: number, random: () => number, n: number): Promise<void> {
  const newcomer = startShopper(port, `http://127.0.0.1:${port}`, [`Is anybody there? ${n}`], 1, random);
  try {
    await eventually('a newcomer is heard', () => newcomer.open() === 0, 60_000);
  } finally {
    newcomer.stop();
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
