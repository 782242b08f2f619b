import { type Kysely, sql } from 'kysely';
import type { QueryConfig } from 'pg';
import type { Columns, Tables } from '../tables.ts';
import { leaveMark, type Place } from './commit-marks.ts';
import type { Key } from './commit-statements.ts';

/** Rows to write; each list is sorted by key, so that two writers that meet wait in one order. */
export interface Writes {
  ledger: Columns<'ledger'>[];
  newVisitors: Columns<'visitors'>[];
  visitors: Columns<'visitors'>[];
  newConversations: Omit<Columns<'conversations'>, 'changed'>[];
  conversations: Omit<Columns<'conversations'>, 'changed'>[];
  entries: Columns<'entries'>[];
  jobs: Columns<'jobs'>[];
  completed: Key[];
  links: Columns<'file_links'>[];
}

/** The number of the transaction says what has changed since: no counter, which all commits would queue for. */
export const CHANGED = 'pg_current_xact_id()::text::bigint';

type Written = 'ledger' | 'visitors' | 'conversations' | 'entries' | 'jobs' | 'file_links';
type ColumnsOf = Record<Written, string[]>;

/** The columns of each table as the database has them, so that a new column needs no word here. */
export async function readColumns(db: Kysely<Tables>): Promise<ColumnsOf> {
  const { rows } = await sql<{ of: string; name: string }>`
    select table_name as of, column_name as name from information_schema.columns
    where table_schema = current_schema() order by table_name, ordinal_position`.execute(db);
  const columns = (table: Written) => rows.filter((row) => row.of === table).map((row) => row.name);
  return {
    ledger: columns('ledger'),
    visitors: columns('visitors'),
    conversations: columns('conversations'),
    entries: columns('entries'),
    jobs: columns('jobs'),
    file_links: columns('file_links'),
  };
}

/** @param place where the commit leaves its number */
export type Write = (writes: Writes, place: Place) => QueryConfig;

/**
 * Everything that a group of units writes, in one statement: one way to the database and back, and one plan. A row that
 * is there already breaks the whole transaction off.
 */
export function createWrite(columns: ColumnsOf): Write {
  const value = (name: string) => (name === 'changed' ? CHANGED : `r.${quote(name)}`);
  const names = (table: Written) => columns[table].map(quote).join(', ');
  const rows = (table: Written, n: number) => `json_populate_recordset(null::${table}, $${n}::json) as r`;
  const insert = (table: Written, n: number) =>
    `insert into ${table} (${names(table)}) select ${columns[table].map(value).join(', ')} from ${rows(table, n)}`;
  const update = (table: Written, n: number) => {
    const changes = columns[table].filter((name) => name !== 'shop' && name !== 'id');
    const set = changes.map((name) => `${quote(name)} = ${value(name)}`).join(', ');
    return `update ${table} t set ${set} from ${rows(table, n)} where t.shop = r.shop and t.id = r.id`;
  };
  const parts: [keyof Writes, (n: number) => string][] = [
    ['ledger', (n) => insert('ledger', n)],
    ['newVisitors', (n) => insert('visitors', n)],
    ['visitors', (n) => update('visitors', n)],
    ['newConversations', (n) => insert('conversations', n)],
    ['conversations', (n) => update('conversations', n)],
    ['entries', (n) => insert('entries', n)],
    ['jobs', (n) => insert('jobs', n)],
    [
      'completed',
      (n) => `delete from jobs t using json_to_recordset($${n}::json) as r(shop text, id text) where t.id = r.id`,
    ],
    ['links', (n) => `${insert('file_links', n)} on conflict do nothing`],
  ];
  const last = parts.length;
  const mark = leaveMark(`$${last + 1}`, `$${last + 2}`, `$${last + 3}`);
  const text = `with ${parts.map(([name, sql], index) => `"${name}" as (${sql(index + 1)})`).join(',\n')},\nmark as (${mark}) select 1`;
  return (writes, { name: place, number }) => ({
    name: 'write',
    text,
    values: [...parts.map(([name]) => JSON.stringify(writes[name])), place, number, Date.now()],
  });
}

const quote = (name: string): string => `"${name}"`;
