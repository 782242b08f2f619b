import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresStore } from '../src/server/store/postgres/create-postgres-store.ts';
import { createSqliteStore } from '../src/server/store/sqlite/create-sqlite-store.ts';
import type { Store } from '../src/server/store/store.ts';
import { startPostgres } from '../src/server/testing/start-postgres.ts';
import { fillPostgres } from './growth/fill-postgres.ts';
import { fillSqlite } from './growth/fill-sqlite.ts';
import { type Compared, compare } from './growth/measure.ts';
import { type Question, questionsTo } from './growth/questions.ts';

/**
 * Conversations, each of ten entries; the measure is a database of a hundredth. To try things out, GROWTH_PART divides
 * them and GROWTH_STORE names one of the stores.
 */
const SIZES = { postgres: 1_000_000, sqlite: 200_000 };
const SMALLER = 100;
/** What is fixed in number must fit in. */
const SMALLEST = 2000;
const BOUND = 2;
/**
 * Other work of the machine spoils a p99 for a while, growth spoils it always: so often a missed bound is measured, each
 * time after all others have been.
 */
const TRIES = 3;
/** Memory for a database of this size, as its operator would give it. */
const SETTINGS = { shared_buffers: '2GB', max_wal_size: '16GB', checkpoint_timeout: '1h' };
const HASTE = ['fsync', 'full_page_writes', 'autovacuum'];

type Row = { measured: string; baseline: string; is: string; bound: string; holds: string };
type Sizes = [large: number, small: number];

/** Lists, counts, search, opening and appending on a large database, beside the same with as many matches on a small one. */
export async function run(): Promise<void> {
  const part = Number(process.env.GROWTH_PART ?? 1);
  const only = process.env.GROWTH_STORE;
  const rows: Record<string, Row> = {};
  const leave = () => void cleared().finally(() => process.exit(130));
  process.once('SIGINT', leave).once('SIGTERM', leave);
  try {
    if (only !== 'postgres') await onSqlite(sizes(SIZES.sqlite / part), rows);
    await cleared();
    if (only !== 'sqlite') await onPostgres(sizes(SIZES.postgres / part), rows);
  } finally {
    await cleared();
    process.off('SIGINT', leave).off('SIGTERM', leave);
  }
  console.table(rows);
  if (Object.values(rows).some(({ holds }) => holds === 'NO')) process.exitCode = 1;
}

const sizes = (large: number): Sizes => [large, Math.max(SMALLEST, large / SMALLER)];
const tell = (name: string) => (line: string) => console.error(`${name}: ${line}`);

/** What has to be taken away afterwards, and when it is broken off: these are gigabytes. */
const left: (() => Promise<void>)[] = [];
async function cleared(): Promise<void> {
  for (const clear of left.splice(0)) await clear();
}

async function onSqlite([large, small]: Sizes, rows: Record<string, Row>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'shopbell-growth-'));
  left.push(() => rm(dir, { recursive: true, force: true }));
  const open = async (conversations: number) => {
    const file = join(dir, `${conversations}.db`);
    await fillSqlite(file, conversations, tell(`SQLite ${conversations}`));
    return createSqliteStore({ file });
  };
  await measured('SQLite', await open(large), await open(small), [large, small], rows);
}

async function onPostgres([large, small]: Sizes, rows: Record<string, Row>): Promise<void> {
  const server = await startPostgres({ settings: SETTINGS });
  left.push(server.stop);
  for (const name of HASTE) await server.query(`alter system set ${name} = off`);
  await server.query('select pg_reload_conf()');
  const fill = async (conversations: number) => {
    const url = await server.url();
    await fillPostgres(url, conversations, tell(`PostgreSQL ${conversations}`));
    return url;
  };
  const urls = [await fill(large), await fill(small)] as const;
  // From here on as durable as in production, and nothing of the filling is left to be written.
  await server.query('alter system reset all');
  await server.query('select pg_reload_conf()');
  await server.query('checkpoint');
  execFileSync('sync');
  const stores = [await createPostgresStore({ url: urls[0] }), await createPostgresStore({ url: urls[1] })] as const;
  await measured('PostgreSQL', ...stores, [large, small], rows);
}

async function measured(name: string, large: Store, small: Store, sizes: Sizes, rows: Record<string, Row>) {
  try {
    const [many, few] = [await questionsTo(large, sizes[0]), await questionsTo(small, sizes[1])];
    const pairs = many.map((question, index) => [question, few[index]!] as const);
    for (const [much, little] of pairs) await requireAsMany(much, little);
    // What writes comes last: the other questions are asked of what was filled in.
    for (const writing of [false, true]) {
      const group = pairs.filter(([{ writes = false }]) => writes === writing);
      const best = new Map<string, Compared>();
      for (let tries = 1; tries <= TRIES; tries += 1) {
        for (const [much, little] of group) {
          const before = best.get(much.name);
          if (before && before.ratio <= BOUND) continue;
          const now = await compare(much, little);
          best.set(much.name, before && before.ratio < now.ratio ? before : now);
          console.error(name, much.name, ...Object.values(rowOf(best.get(much.name)!)));
        }
      }
      for (const [question, compared] of best) rows[`${name} ${question}`] = rowOf(compared);
    }
  } finally {
    await Promise.all([large.close(), small.close()]);
  }
}

async function requireAsMany(large: Question, small: Question): Promise<void> {
  const [much, little] = [await large.ask(0), await small.ask(0)];
  if (much !== little) throw new Error(`${large.name}: ${much} matches beside ${little}`);
}

function rowOf({ large, small, middle, ratio }: Compared): Row {
  const ms = (p99: number, p50: number) => `p99 ${p99.toFixed(2)} ms (p50 ${p50.toFixed(2)})`;
  return {
    measured: ms(large, middle.large),
    baseline: ms(small, middle.small),
    is: `${ratio.toFixed(2)} ×`,
    bound: `≤ ${BOUND} ×`,
    holds: ratio <= BOUND ? 'yes' : 'NO',
  };
}
