import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect, type SqliteStatement } from 'kysely';
import type { Tables } from '../tables.ts';

/** Kysely over `node:sqlite`. Statements are prepared once: the same question is asked again and again. */
export function createQueries(db: DatabaseSync): Kysely<Tables> {
  const prepared = new Map<string, SqliteStatement>();
  return new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        prepare(sql) {
          const statement = prepared.get(sql) ?? adapt(db, sql);
          if (prepared.size < STATEMENTS && !CHANGES_TABLES.test(sql)) prepared.set(sql, statement);
          return statement;
        },
        close: () => db.close(),
      },
    }),
  });
}

/** Lists of ids make many forms of one question; they must not fill the memory. */
const STATEMENTS = 500;
const CHANGES_TABLES = /^\s*(create|alter|drop|pragma)/i;

function adapt(db: DatabaseSync, sql: string): SqliteStatement {
  const statement = db.prepare(sql);
  // Spread, because an object that is bound first is taken for named parameters.
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  };
}
