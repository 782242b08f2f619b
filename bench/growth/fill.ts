import { signedWords } from '../../src/server/store/search-text.ts';
import { type Planned, planned } from './shapes.ts';
import { MOMENT, makeTemplates, OWN_WORDS, VARIANTS } from './templates.ts';

/** A text as a store's index keeps it: words one after the other, of `shop`. */
export type Kept = (shop: string, text: string) => string;

/** What differs between the databases. Statements run one after the other on one connection. */
export interface Filler {
  run(sql: string): Promise<void>;
  /** Rows of a table of the filler's own. */
  add(table: string, columns: string[], rows: object[]): Promise<void>;
  /** SQL for a random id, and for the change that a row `p.n` was written with. */
  commandId: string;
  changeOf: string;
  kept: Kept;
  /** Adds what is findable from the query `found (shop, conversation, seq, words, n)`; `words` as `kept`, the oldest first. */
  index(found: string): Promise<void>;
  /** Without indexes rows are added much faster; they are made again from the same words afterwards. */
  dropIndexes(): Promise<void>;
  makeIndexes(): Promise<void>;
}

const BATCH = 20_000;
const TEXT = 'text';
const WHOLE = 'bigint';

const KEY = { standing: TEXT, variant: WHOLE };
const PLAN = {
  n: WHOLE,
  shop: TEXT,
  id: TEXT,
  visitor: TEXT,
  comes: WHOLE,
  name: TEXT,
  email: TEXT,
  standing: TEXT,
  variant: WHOLE,
  at: WHOLE,
  extra: TEXT,
  sign: TEXT,
  kept_extra: TEXT,
  kept_person: TEXT,
} satisfies Record<keyof Planned, string> & Record<string, string>;
const ROW = {
  ...KEY,
  state: TEXT,
  state_version: WHOLE,
  seq: WHOLE,
  pub: WHOLE,
  open: WHOLE,
  folder: TEXT,
  owner: TEXT,
  priority: WHOLE,
  active: WHOLE,
  department: TEXT,
  preview: TEXT,
  visitor_messages: WHOLE,
  erasures: WHOLE,
};
const ENTRY = {
  ...KEY,
  seq: WHOLE,
  pub: WHOLE,
  v: WHOLE,
  kind: TEXT,
  by_role: TEXT,
  by: TEXT,
  body: TEXT,
  commanded: WHOLE,
};
const FOUND = { ...KEY, seq: WHOLE, kept: TEXT, more: WHOLE };
/** Stands for the sign of a shop, which every kept word starts with. */
const NO_SHOP = signedWords('', 'x')[0]!.slice(0, -1);

/** The tables of a database, filled with so many conversations and ten times as many entries, as the store writes them. */
export async function fill(filler: Filler, conversations: number, tell: (line: string) => void): Promise<void> {
  const { run, add, commandId, changeOf } = filler;
  const own = async (name: string, columns: Record<string, string>, rows: Iterable<object>, key?: string) => {
    const names = Object.keys(columns);
    const list = names.map((column) => `"${column}" ${columns[column]}`).join(', ');
    await run(`create temporary table ${name} (${list}${key ? `, primary key (${key})` : ''})`);
    for (const batch of batches(rows)) await add(name, names, batch);
  };
  const step = async (name: string, sql: string) => {
    const begun = performance.now();
    await run(sql);
    tell(`${name}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  };
  const templates = makeTemplates();
  const { kept } = filler;
  const found = templates.texts.map(({ words, ...key }) => {
    const [before, more] = words.split(OWN_WORDS) as [string, string?];
    return { ...key, kept: kept('', before), more: Number(more !== undefined) };
  });
  await filler.dropIndexes();
  await own('plan', PLAN, withWords(planned(conversations, VARIANTS), kept));
  await own('row_of', ROW, templates.conversations, 'standing, variant');
  await own('entry_of', ENTRY, templates.entries, 'standing, variant, seq');
  await own('found_of', FOUND, found, 'standing, variant, seq');
  tell('planned');
  const words = (column: string) => `replace(${column}, '${OWN_WORDS}', p.extra)`;

  await step(
    'visitors',
    `insert into visitors (shop, id, created_at, last_seen_at, email, name, country, locale, blocked, proven)
    select shop, visitor, at, at, email, name, 'DE', 'en', 0, 0 from plan where comes = 1 order by n`,
  );
  await step(
    'conversations',
    `insert into conversations (shop, id, visitor, state, state_version, seq, pub, open, folder, owner, priority, active,
      department, preview, last_at, visitor_messages, updated_at, changed, erasures)
    select p.shop, p.id, p.visitor, replace(r.state, '${MOMENT}', cast(p.at as text)), r.state_version, r.seq, r.pub,
      r.open, r.folder, r.owner, r.priority, r.active, r.department, r.preview, p.at, r.visitor_messages, p.at,
      ${changeOf}, r.erasures
    from plan p join row_of r on r.standing = p.standing and r.variant = p.variant order by p.n`,
  );
  await step(
    'entries',
    `insert into entries (shop, stream_kind, stream, seq, pub, at, v, kind, by_role, by, command, body)
    select p.shop, 'conversation', p.id, e.seq, e.pub, p.at, e.v, e.kind, e.by_role, e.by,
      case when e.commanded = 1 then ${commandId} end, ${words('e.body')}
    from plan p join entry_of e on e.standing = p.standing and e.variant = p.variant order by p.n, e.seq`,
  );
  await step(
    'ledger',
    `insert into ledger (shop, command_id, sender, refusal, conversation, seq, pub)
    select shop, command, by_role || ':' || substr(stream, 3), null, stream, seq, coalesce(pub, seq)
    from entries where command is not null`,
  );
  await step(
    'read positions',
    `insert into read_positions (shop, conversation, reader, position, at, visitor_messages)
    select p.shop, p.id, r.reader, 7, p.at, 2
    from plan p cross join (select 'a_mia' as reader union all select 'visitor') r order by p.n`,
  );
  const begun = performance.now();
  await filler.index(`
    select p.shop, p.id as conversation, 0 as seq, p.kept_person as words, p.n from plan p
    union all
    select p.shop, p.id, f.seq,
      replace(f.kept, '${NO_SHOP}', p.sign) || case when f.more = 1 then ' ' || p.kept_extra else '' end, p.n
    from plan p join found_of f on f.standing = p.standing and f.variant = p.variant`);
  tell(`texts: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  for (const table of ['plan', 'row_of', 'entry_of', 'found_of']) await run(`drop table ${table}`);
  await filler.makeIndexes();
  tell('indexes');
}

/** What is findable of each conversation alone. */
function* withWords(plan: Iterable<Planned>, kept: Kept): Generator<object> {
  for (const one of plan) {
    const sign = signedWords(one.shop, 'x')[0]!.slice(0, -1);
    const person = kept(one.shop, `${one.name} ${one.email}`);
    yield { ...one, sign, kept_extra: kept(one.shop, one.extra), kept_person: person };
  }
}

function* batches(rows: Iterable<object>): Generator<object[]> {
  let batch: object[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
