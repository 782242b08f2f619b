import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome, Unit } from '../log.ts';
import { attempt, isOutcome, type Writer } from './attempt.ts';
import type { Place, Places } from './commit-marks.ts';
import { OUTAGE_MS } from './connect.ts';

/** So long a unit comes again when somebody else holds its rows; then it is a conflict, and decided anew. */
const BUSY_MS = 3000;
/** Between two tries, ms; more each time, and not the same in two processes. */
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;
const OUTAGE_PAUSE_MS = 100;
/** So often a group is tried when somebody was faster; then it is halved. */
const RACES = 4;

/** Undefined = comes again. */
type Settled = (Outcome | undefined)[];

/** One call under way. */
interface Call {
  place: Place;
  /** Names what units of this round could not get. */
  busy: Set<string>;
  /** Until then a database that is away is waited for; by `performance.now()`. */
  deadline: number;
}

/**
 * The group commit: all units in one transaction if they let it. What somebody else holds comes again; a group that the
 * database refuses is halved until the unit is found that it is about. While the database is away the group waits; of a
 * commit that was cut off its mark says later what became of it.
 *
 * @returns a function that rejects when the database stays away, with nothing known of the units
 */
export function createCommit(writer: Writer, places: Places): (units: Unit[]) => Promise<Outcome[]> {
  const settle = async (units: Unit[], call: Call): Promise<Settled> => {
    for (let tries = 1; ; tries += 1) {
      const result = await attempt(writer, call.place, units, call.busy);
      switch (result.at) {
        case 'decided':
          return result.verdicts.map((verdict) => (isOutcome(verdict) ? verdict : undefined));
        case 'unknown':
          if (await places.left(call.place, call.deadline, result.error)) {
            return result.verdicts.map((verdict) => (isOutcome(verdict) ? verdict : undefined));
          }
          break;
        case 'away':
          if (performance.now() > call.deadline) throw result.error;
          await pause(OUTAGE_PAUSE_MS);
          break;
        case 'unfit':
          return units.length === 1 ? [{ at: 'failed', reason: result.reason }] : halved(units, call);
        case 'raced':
          if (tries < RACES) break;
          return units.length === 1 ? [{ at: 'conflict' }] : halved(units, call);
      }
    }
  };

  /** The first half first: units of one stream keep their order. */
  const halved = async (units: Unit[], call: Call): Promise<Settled> => {
    const middle = Math.ceil(units.length / 2);
    const first = await settle(units.slice(0, middle), call);
    return [...first, ...(await settle(units.slice(middle), call))];
  };

  const commitFrom = async (units: Unit[], place: Place): Promise<Outcome[]> => {
    const outcomes: Settled = units.map(() => undefined);
    const started = performance.now();
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
      const open = [...outcomes.keys()].filter((index) => outcomes[index] === undefined);
      const call: Call = { place, busy: new Set(), deadline: performance.now() + OUTAGE_MS };
      const settled = await settle(
        open.map((index) => units[index]!),
        call,
      );
      open.forEach((index, n) => {
        outcomes[index] = settled[n];
      });
      if (!outcomes.includes(undefined)) return outcomes as Outcome[];
      if (performance.now() - started > BUSY_MS) return outcomes.map((outcome) => outcome ?? { at: 'conflict' });
      await pause(wait * (0.5 + Math.random()));
    }
  };

  return async (units) => {
    if (units.length === 0) return [];
    const place = await places.take();
    try {
      return await commitFrom(units, place);
    } finally {
      places.giveBack(place);
    }
  };
}
