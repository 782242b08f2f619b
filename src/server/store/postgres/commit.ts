import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Outcome, Unit } from '../log.ts';
import { attempt, isOutcome } from './attempt.ts';
import { OUTAGE_MS } from './connect.ts';
import { fateOf } from './fate.ts';
import type { createWrite } from './write-statement.ts';

/** So long a unit comes again when somebody else holds its rows; then it is a conflict, and decided anew. */
const BUSY_MS = 3000;
/** Between two tries, ms; more each time, and not the same in two processes. */
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;
const OUTAGE_PAUSE_MS = 100;
/** So often a group is tried when somebody was faster; then it is halved. */
const RACES = 4;

/**
 * The group commit: all units in one transaction if they let it. What somebody else holds comes again; a group that the
 * database refuses is halved until the unit is found that it is about. While the database is away the group waits: of a
 * commit that was cut off the database itself says later what became of it.
 *
 * @returns a function that rejects when the database stays away, with nothing known of the units
 */
export function createCommit(pool: Pool, write: ReturnType<typeof createWrite>): (units: Unit[]) => Promise<Outcome[]> {
  /** Undefined = comes again. */
  const settle = async (units: Unit[], busy: Set<string>, deadline: number): Promise<(Outcome | undefined)[]> => {
    for (let tries = 1; ; tries += 1) {
      const result = await attempt(pool, write, units, busy);
      switch (result.at) {
        case 'decided':
          return result.verdicts.map((verdict) => (isOutcome(verdict) ? verdict : undefined));
        case 'unknown': {
          const committed = await fateOf(pool, result.xid, deadline, result.error);
          if (committed) return result.verdicts.map((verdict) => (isOutcome(verdict) ? verdict : undefined));
          break;
        }
        case 'away':
          if (performance.now() > deadline) throw result.error;
          await pause(OUTAGE_PAUSE_MS);
          break;
        case 'unfit':
          if (units.length === 1) return [{ at: 'failed', reason: result.reason }];
          return halved(units, busy, deadline);
        case 'raced':
          if (tries < RACES) break;
          return units.length === 1 ? [{ at: 'conflict' }] : halved(units, busy, deadline);
      }
    }
  };

  /** The first half first: units of one stream keep their order. */
  const halved = async (units: Unit[], busy: Set<string>, deadline: number): Promise<(Outcome | undefined)[]> => {
    const middle = Math.ceil(units.length / 2);
    const first = await settle(units.slice(0, middle), busy, deadline);
    return [...first, ...(await settle(units.slice(middle), busy, deadline))];
  };

  return async (units) => {
    const outcomes: (Outcome | undefined)[] = units.map(() => undefined);
    const started = performance.now();
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
      const open = [...outcomes.keys()].filter((index) => outcomes[index] === undefined);
      if (open.length === 0) break;
      const settled = await settle(
        open.map((index) => units[index]!),
        new Set(),
        performance.now() + OUTAGE_MS,
      );
      open.forEach((index, n) => {
        outcomes[index] = settled[n];
      });
      if (!outcomes.includes(undefined)) break;
      if (performance.now() - started > BUSY_MS) return outcomes.map((outcome) => outcome ?? { at: 'conflict' });
      await pause(wait * (0.5 + Math.random()));
    }
    return outcomes as Outcome[];
  };
}
