import type { DatabaseSync, StatementResultingChanges } from 'node:sqlite';
import type { Columns, NewColumns, Tables } from '../tables.ts';

interface Get<P extends unknown[], R> {
  get(...parameters: P): R | undefined;
}
interface Run<P extends unknown[]> {
  run(...parameters: P): StatementResultingChanges;
}

/** What a commit asks and writes. Objects are bound by the names of columns. */
export interface Statements {
  ledgerLine: Get<[shop: string, commandId: string], Columns<'ledger'>>;
  addLedgerLine: Run<[NewColumns<'ledger'>]>;
  visitor: Get<[shop: string, id: string], Columns<'visitors'>>;
  saveVisitor: Run<[NewColumns<'visitors'>]>;
  conversation: Get<[shop: string, id: string], Pick<Columns<'conversations'>, 'seq' | 'pub' | 'visitor' | 'erasures'>>;
  openElsewhere: Get<[shop: string, visitor: string, id: string], { id: string }>;
  saveConversation: Run<[NewColumns<'conversations'>]>;
  /** Counts one more change and says which. */
  countChange: Get<[], { value: number }>;
  head: Get<[shop: string, kind: string, stream: string], { seq: number; at: number }>;
  addEntry: Run<[NewColumns<'entries'>]>;
  addJob: Run<[NewColumns<'jobs'>]>;
  linkFile: Run<[NewColumns<'file_links'>]>;
  completeJob: Run<[shop: string, job: string, lease: string, now: number]>;
}

const COLUMNS = {
  ledger: ['shop', 'command_id', 'sender', 'refusal', 'conversation', 'seq', 'pub'],
  visitors: [
    'shop',
    'id',
    'created_at',
    'last_seen_at',
    'email',
    'name',
    'country',
    'locale',
    'client_id',
    'cart',
    'blocked',
    'attributes',
    'claims',
    'proven',
  ],
  conversations: [
    'shop',
    'id',
    'visitor',
    'state',
    'state_version',
    'seq',
    'pub',
    'open',
    'folder',
    'owner',
    'priority',
    'active',
    'department',
    'preview',
    'last_at',
    'visitor_messages',
    'updated_at',
    'changed',
    'erasures',
  ],
  entries: ['shop', 'stream_kind', 'stream', 'seq', 'pub', 'at', 'v', 'kind', 'by_role', 'by', 'command', 'body'],
  file_links: ['shop', 'file', 'conversation'],
  jobs: ['id', 'shop', 'kind', 'conversation', 'seq', 'run_at', 'attempt', 'lease', 'lease_until', 'dead_at'],
} as const satisfies { [T in keyof Tables]?: readonly (keyof Tables[T])[] };

export function prepareStatements(db: DatabaseSync): Statements {
  const statements: { [K in keyof Statements]: string } = {
    ledgerLine: 'select * from ledger where shop = ? and command_id = ?',
    addLedgerLine: insertInto('ledger'),
    visitor: 'select * from visitors where shop = ? and id = ?',
    saveVisitor: upsertInto('visitors', ['shop', 'id']),
    conversation: 'select seq, pub, visitor, erasures from conversations where shop = ? and id = ?',
    openElsewhere: 'select id from conversations where shop = ? and visitor = ? and open = 1 and id <> ?',
    saveConversation: upsertInto('conversations', ['shop', 'id']),
    countChange: "update counters set value = value + 1 where name = 'changed' returning value",
    head: 'select seq, at from entries where shop = ? and stream_kind = ? and stream = ? order by seq desc limit 1',
    addEntry: insertInto('entries'),
    addJob: insertInto('jobs'),
    linkFile: `${insertInto('file_links')} on conflict do nothing`,
    completeJob: 'delete from jobs where shop = ? and id = ? and lease = ? and lease_until > ? and dead_at is null',
  };
  // The names and the forms of parameters and rows are those of `Statements`; node:sqlite itself knows neither.
  return Object.fromEntries(
    Object.entries(statements).map(([name, sql]) => [name, db.prepare(sql)]),
  ) as unknown as Statements;
}

function insertInto(table: keyof typeof COLUMNS): string {
  const columns = COLUMNS[table];
  return `insert into ${table} (${columns.map(quote).join(', ')}) values (${columns.map((name) => `:${name}`).join(', ')})`;
}

function upsertInto(table: keyof typeof COLUMNS, key: string[]): string {
  const changes = COLUMNS[table]
    .filter((name) => !key.includes(name))
    .map((name) => `${quote(name)} = excluded.${quote(name)}`);
  return `${insertInto(table)} on conflict (${key.join(', ')}) do update set ${changes.join(', ')}`;
}

const quote = (name: string): string => `"${name}"`;
