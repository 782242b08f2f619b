import { startPostgres } from '../src/server/testing/start-postgres.ts';
import { startRedis } from '../src/server/testing/start-redis.ts';
import { createReport, type Note } from './report/create-report.ts';
import { measureFanOut } from './server/fan-out.ts';
import { openIdlers } from './server/idlers.ts';
import { bareCommits, startEcho, startServer } from './server/processes.ts';
import { greetAsShopper, openTalkers, type Rate, type Talkers } from './server/talkers.ts';

const TALKERS = 200;
const IDLERS = 10_000;
const FOR_MS = 8000;
const HELLO = { type: 'hello', protocol: 1, shop: 'demo', locale: 'en', consent: 0 };

/** One process under load, beside a bare `ws` echo and the bare store doing the same inserts; then two over Redis. */
export async function run(): Promise<void> {
  const { note, finish } = createReport();
  await throughput(note);
  await idle(note);
  await fanOut(note);
  finish();
}

async function throughput(note: Note): Promise<void> {
  const echo = await startEcho();
  const echoers = await openTalkers(`ws://127.0.0.1:${echo.port}/ws`, TALKERS, async () => ({}));
  const echoed = await echoers.flatOut(FOR_MS);
  echoers.close();
  await echo.stop();
  const stored = await bareCommits(TALKERS, FOR_MS);

  const full = await talking((talkers) => talkers.flatOut(FOR_MS));
  // A server of its own: what the first one still has to index is no part of this rate.
  const half = await talking((talkers) => talkers.atRate(full.perSecond / 2, FOR_MS));

  const smaller = Math.min(echoed.perSecond, stored);
  note('durable messages a second', full.perSecond >= smaller / 2, {
    measured: full.perSecond.toFixed(0),
    baseline: `echo ${echoed.perSecond.toFixed(0)}, store ${stored}`,
    is: `${(full.perSecond / smaller).toFixed(2)} of the smaller`,
    bound: '≥ 0.5',
  });
  note('ack at half of that rate, p99', half.p99 <= 25, {
    measured: `${half.p99.toFixed(1)} ms (p50 ${half.p50.toFixed(1)} ms) at ${half.perSecond.toFixed(0)} a second`,
    baseline: '',
    is: '',
    bound: '≤ 25 ms',
  });
}

async function talking(measure: (talkers: Talkers) => Promise<Rate>): Promise<Rate> {
  const server = await startServer();
  const talkers = await openTalkers(`ws://127.0.0.1:${server.port}/ws`, TALKERS, greetAsShopper);
  const rate = await measure(talkers);
  talkers.close();
  await server.stop();
  return rate;
}

async function idle(note: Note): Promise<void> {
  const perConnection = async (start: typeof startEcho, hello?: object): Promise<number> => {
    const server = await start();
    const url = `ws://127.0.0.1:${server.port}/ws`;
    // The first ones fill caches and compile code.
    (await openIdlers(url, 500, hello)).close();
    const before = await server.memory();
    const idlers = await openIdlers(url, IDLERS, hello);
    const after = await server.memory();
    if (hello) {
      const talkers = await openTalkers(url, 20, greetAsShopper);
      const flowing = await talkers.atRate(200, 5000);
      talkers.close();
      note(`${IDLERS} idle connections while messages flow`, idlers.alive() === IDLERS && flowing.p99 <= 25, {
        measured: `${idlers.alive()} alive; 200 messages a second, ack p99 ${flowing.p99.toFixed(1)} ms`,
        baseline: '',
        is: '',
        bound: 'all alive, ≤ 25 ms',
      });
    }
    idlers.close();
    await server.stop();
    return (after - before) / IDLERS;
  };
  const bare = await perConnection(startEcho);
  const ours = await perConnection(() => startServer(), HELLO);
  note('memory of an idle connection', ours <= bare * 1.5, {
    measured: `${(ours / 1024).toFixed(1)} KiB`,
    baseline: `bare ws ${(bare / 1024).toFixed(1)} KiB`,
    is: `${(ours / bare).toFixed(2)} ×`,
    bound: '≤ 1.5 ×',
  });
}

async function fanOut(note: Note): Promise<void> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const env = { DATABASE_URL: await postgres.url(), REDIS_URL: redis.url };
  const here = await startServer(env);
  const there = await startServer(env);
  try {
    const { p50, p99, count } = await measureFanOut(here, there);
    note('from an ack to the reader on another process, p99', p99 <= 20, {
      measured: `${p99.toFixed(1)} ms (p50 ${p50.toFixed(1)} ms, ${count} messages)`,
      baseline: '',
      is: '',
      bound: '≤ 20 ms',
    });
  } finally {
    await Promise.all([here.stop(), there.stop()]);
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}
