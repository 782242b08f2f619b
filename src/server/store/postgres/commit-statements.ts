import type { QueryConfig } from 'pg';
import type { Columns } from '../tables.ts';

/** The moment by the database's clock, ms. */
export const NOW = '(select floor(extract(epoch from clock_timestamp()) * 1000)::bigint)';

export type Key = { shop: string; id: string };

/** What a group of units is about: what has to be held, and what has to be known, before anything is decided. */
export interface Keys {
  visitors: Key[];
  conversations: Key[];
  /** Jobs that units complete, with their leases. */
  jobs: (Key & { lease: string })[];
  /** Command ids. */
  lines: Key[];
  /** Logs of visitors. */
  visitorLogs: Key[];
}

/** What is held until the transaction ends: nobody else changes these rows. Rows that somebody else holds are left out. */
export interface Held {
  visitors: Columns<'visitors'>[];
  conversations: Pick<Columns<'conversations'>, 'shop' | 'id' | 'visitor' | 'seq' | 'pub' | 'erasures'>[];
  jobs: Key[];
}

/** What there is, seen after the rows were taken. */
export interface Seen {
  /** The database's clock, ms. */
  now: number;
  lines: Columns<'ledger'>[];
  /** Rows that exist and are not held. */
  visitors: Key[];
  conversations: Key[];
  /** Open conversations of the visitors. */
  open: (Key & { visitor: string })[];
  /** The last entry of each log. */
  heads: { kind: string; shop: string; id: string; seq: number; at: number }[];
}

const list = (from: string): string => `(select coalesce(json_agg(${from}), '[]') from ${from})`;
const keys = (parameter: string, columns = 'shop text, id text'): string =>
  `json_to_recordset(${parameter}::json) as k(${columns})`;

const HOLD = `
with
  v as (
    select t.* from ${keys('$1')} join visitors t on t.shop = k.shop and t.id = k.id
    order by t.shop, t.id for update of t skip locked),
  c as (
    select t.shop, t.id, t.visitor, t.seq, t.pub, t.erasures
    from ${keys('$2')} join conversations t on t.shop = k.shop and t.id = k.id
    order by t.shop, t.id for update of t skip locked),
  j as (
    select t.shop, t.id from ${keys('$3', 'shop text, id text, lease text')} join jobs t on t.id = k.id
    where t.shop = k.shop and t.lease = k.lease and t.lease_until > ${NOW} and t.dead_at is null
    order by t.id for update of t),
  -- Whoever asks later what became of this commit waits here until it has ended.
  m as (select 1 as held from commit_marks where place = $4 for update)
select (select count(*) from m) as place, ${list('v')} as visitors, ${list('c')} as conversations, ${list('j')} as jobs`;

const SEE = `
with
  l as (select t.* from ${keys('$1')} join ledger t on t.shop = k.shop and t.command_id = k.id),
  v as (select t.shop, t.id from ${keys('$2')} join visitors t on t.shop = k.shop and t.id = k.id),
  c as (select t.shop, t.id from ${keys('$3')} join conversations t on t.shop = k.shop and t.id = k.id),
  o as (
    select t.shop, t.id, t.visitor from ${keys('$4')}
    join conversations t on t.shop = k.shop and t.visitor = k.id and t.open = 1),
  h as (
    select k.kind, k.shop, k.id, last.seq, last.at
    from ${keys('$5', 'kind text, shop text, id text')}
    cross join lateral (
      select t.seq, t.at from entries t where t.shop = k.shop and t.stream_kind = k.kind and t.stream = k.id
      order by t.seq desc limit 1) as last)
select ${NOW} as now, ${list('l')} as lines, ${list('v')} as visitors,
  ${list('c')} as conversations, ${list('o')} as open, ${list('h')} as heads`;

/** @param place where the commit will leave its number */
export const hold = ({ visitors, conversations, jobs }: Keys, place: string): QueryConfig => ({
  name: 'hold',
  text: HOLD,
  values: [...[visitors, conversations, jobs].map((some) => JSON.stringify(some)), place],
});

export function see({ lines, visitors, conversations, visitorLogs }: Keys, held: Held): QueryConfig {
  const logs = [
    ...held.conversations.map(({ shop, id }) => ({ kind: 'conversation', shop, id })),
    ...visitorLogs.map((key) => ({ kind: 'visitor', ...key })),
  ];
  const values = [lines, without(visitors, held.visitors), without(conversations, held.conversations), visitors, logs];
  return { name: 'see', text: SEE, values: values.map((some) => JSON.stringify(some)) };
}

function without(keys: Key[], held: Key[]): Key[] {
  const names = new Set(held.map(({ shop, id }) => `${shop}\n${id}`));
  return keys.filter(({ shop, id }) => !names.has(`${shop}\n${id}`));
}
