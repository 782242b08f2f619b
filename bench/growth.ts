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
import { compare } from './growth/measure.ts';
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
/** Other work of the machine spoils a p99 now and then, growth spoils it always: so often a missed bound is measured. */
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
    for (const [index, question] of many.entries()) {
      const row = await heldAgainst(question, few[index]!);
      rows[`${name} ${question.name}`] = row;
      console.error(name, question.name, Object.values(row).join(' | '));
    }
  } finally {
    await Promise.all([large.close(), small.close()]);
  }
}

async function heldAgainst(large: Question, small: Question): Promise<Row> {
  const [much, little] = [await large.ask(0), await small.ask(0)];
  if (much !== little) throw new Error(`${large.name}: ${much} matches beside ${little}`);
  let best = await compare(large, small);
  for (let tries = 1; tries < TRIES && best.ratio > BOUND; tries += 1) {
    const again = await compare(large, small);
    if (again.ratio < best.ratio) best = again;
  }
  const ms = (p99: number, p50: number) => `p99 ${p99.toFixed(2)} ms (p50 ${p50.toFixed(2)})`;
  return {
    measured: ms(best.large, best.middle.large),
    baseline: ms(best.small, best.middle.small),
    is: `${best.ratio.toFixed(2)} ×`,
    bound: `≤ ${BOUND} ×`,
    holds: best.ratio <= BOUND ? 'yes' : 'NO',
  };
}
