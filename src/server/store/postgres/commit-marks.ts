import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Pool } from 'pg';
import { failureOf } from './failures.ts';

const PAUSE_MS = 100;
/** Places of processes that ended without a word are taken away after a month. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/**
 * Every commit leaves its number in its process's place. When a connection breaks during a commit, the number says
 * whether it was carried out. (PostgreSQL can be asked for the state of a transaction too, but after a crash it may give
 * the number of a lost transaction to another one.)
 */
export const commitMarks: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('commit_marks')
      .addColumn('place', 'text', (c) => c.primaryKey())
      .addColumn('number', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute();
  },
};

/** One commit at a time leaves its number in a place. */
export interface Place {
  name: string;
  number: number;
}

export interface Places {
  /** Waits until a place is free. */
  take(): Promise<Place>;
  giveBack(place: Place): void;
  /** Whether the commit that was to leave `place.number` was carried out. @throws `cause` when the database does not say until `deadline` */
  left(place: Place, deadline: number, cause: unknown): Promise<boolean>;
  close(): Promise<void>;
}

/** @param count commits of this process at a time */
export async function openPlaces(pool: Pool, count: number): Promise<Places> {
  const id = randomBytes(9).toString('base64url');
  const places = Array.from({ length: count }, (_, n): Place => ({ name: `${id}-${n}`, number: 0 }));
  const now = Date.now();
  await pool.query('delete from commit_marks where at < $1', [now - KEPT_MS]);
  const names = places.map(({ name }) => name);
  await pool.query('insert into commit_marks (place, number, at) select unnest($1::text[]), 0, $2', [names, now]);
  const free = [...places];
  const waiting: ((place: Place) => void)[] = [];

  return {
    take: async () => free.pop() ?? new Promise<Place>((resolve) => waiting.push(resolve)),
    giveBack(place) {
      const next = waiting.shift();
      if (next) next(place);
      else free.push(place);
    },
    async left(place, deadline, cause) {
      for (;;) {
        try {
          // Waits for the lost connection's transaction: it ends with the commit, or by the server's own time-out.
          const { rows } = await pool.query<{ number: number }>(
            'select number from commit_marks where place = $1 for update',
            [place.name],
          );
          return rows[0]?.number === place.number;
        } catch (error) {
          if (failureOf(error) !== 'away') throw error;
          if (performance.now() > deadline) throw cause;
          await pause(PAUSE_MS);
        }
      }
    },
    async close() {
      await pool.query('delete from commit_marks where place = any($1::text[])', [names]);
    },
  };
}

/** SQL that leaves a number. */
export const leaveMark = (place: string, number: string, at: string): string => `
  insert into commit_marks (place, number, at) values (${place}::text, ${number}::bigint, ${at}::bigint)
  on conflict (place) do update set number = excluded.number, at = excluded.at`;
