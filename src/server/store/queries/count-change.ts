import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';

/** Counts one more change of a conversation, and says which: sweeps look at rows above the mark that they have seen. */
export async function countChange(db: Kysely<Tables>): Promise<number> {
  const { value } = await db
    .updateTable('counters')
    .set({ value: sql<number>`value + 1` })
    .where('name', '=', 'changed')
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
}
