import { Client } from 'pg';
import { createPostgresStore } from '../../src/server/store/postgres/create-postgres-store.ts';
import { toVector } from '../../src/server/store/postgres/search-words.ts';
import { fill } from './fill.ts';

const TABLES = ['visitors', 'conversations', 'entries', 'ledger', 'read_positions', 'search_texts'];

/** Makes the tables of an empty database by the store itself, fills them, and leaves them as a vacuum does. */
export async function fillPostgres(url: string, conversations: number, tell: (line: string) => void): Promise<void> {
  await (await createPostgresStore({ url })).close();
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const run = async (sql: string) => void (await client.query(sql));
    await run("set maintenance_work_mem = '1GB'; set work_mem = '256MB'; set synchronous_commit = off");
    // No transaction of a new database has a number as small as these.
    const changeOf = 'p.n % 500';
    let made: string[] = [];
    await fill(
      {
        run,
        commandId: 'gen_random_uuid()::text',
        changeOf,
        async add(table, columns, rows) {
          const names = columns.map((name) => `"${name}"`).join(', ');
          await client.query(
            `insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1)`,
            [JSON.stringify(rows)],
          );
        },
        // Places count from one again where words were put together: no question here is for words across that seam.
        kept: toVector,
        index: (found) =>
          run(`insert into search_texts (shop, conversation, seq, words)
            select shop, conversation, seq, words::tsvector from (${found}) as found order by n, seq`),
        async dropIndexes() {
          const { rows } = await client.query<{ drop: string; make: string }>(
            `select coalesce('alter table ' || c.conrelid::regclass || ' drop constraint ' || c.conname,
                'drop index ' || i.indexrelid::regclass) as drop,
              coalesce('alter table ' || c.conrelid::regclass || ' add constraint ' || c.conname || ' '
                || pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid)) as make
            from pg_index i left join pg_constraint c on c.conindid = i.indexrelid
            where i.indrelid = any(select unnest($1::text[])::regclass)`,
            [TABLES],
          );
          made = rows.map((row) => row.make);
          for (const { drop } of rows) await run(drop);
        },
        async makeIndexes() {
          for (const make of made) {
            const begun = performance.now();
            await run(make);
            tell(`  ${((performance.now() - begun) / 1000).toFixed(1)} s ${make.slice(0, 90)}`);
          }
        },
      },
      conversations,
      tell,
    );
    await run('vacuum analyze');
  } finally {
    await client.end();
  }
}
