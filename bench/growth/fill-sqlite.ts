import { randomUUID } from 'node:crypto';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { createSqliteStore } from '../../src/server/store/sqlite/create-sqlite-store.ts';
import { toWords } from '../../src/server/store/sqlite/search-words.ts';
import { fill } from './fill.ts';

const TABLES = ['visitors', 'conversations', 'entries', 'ledger', 'read_positions', 'search_texts'];

/** Has the store make the file, and fills its tables. */
export async function fillSqlite(file: string, conversations: number, tell: (line: string) => void): Promise<void> {
  await (await createSqliteStore({ file })).close();
  const db = new DatabaseSync(file);
  try {
    db.exec('pragma journal_mode = delete; pragma journal_mode = off; pragma synchronous = off');
    db.exec('pragma cache_size = -1000000; pragma temp_store = memory');
    db.function('uuid', () => randomUUID());
    const run = async (sql: string) => db.exec(sql);
    let made: string[] = [];
    await fill(
      {
        run,
        commandId: 'uuid()',
        changeOf: 'p.n + 1',
        async add(table, columns, rows) {
          const names = columns.map((name) => `"${name}"`).join(', ');
          const insert = db.prepare(`insert into ${table} (${names}) values (${columns.map(() => '?').join(', ')})`);
          db.exec('begin');
          for (const row of rows) insert.run(...columns.map((name) => Reflect.get(row, name) as SQLInputValue));
          db.exec('commit');
        },
        kept: toWords,
        async index(found) {
          await run(`insert into search_texts (shop, conversation, seq, words)
            select shop, conversation, seq, replace(words, '  ', ' ') from (${found}) order by n, seq`);
          await run('insert into search_words (rowid, words) select n, words from search_texts order by n');
        },
        async dropIndexes() {
          const rows = db
            .prepare(`select name, tbl_name, sql from sqlite_master where type = 'index' and sql is not null`)
            .all() as { name: string; tbl_name: string; sql: string }[];
          const some = rows.filter((row) => TABLES.includes(row.tbl_name));
          made = some.map((row) => row.sql);
          for (const { name } of some) db.exec(`drop index ${name}`);
        },
        async makeIndexes() {
          for (const sql of made) db.exec(sql);
        },
      },
      conversations,
      tell,
    );
    db.prepare("update counters set value = ? where name = 'changed'").run(conversations);
  } finally {
    db.close();
  }
}
