import type { Log, Outcome, Unit } from '../store/log.ts';

export interface Committer {
  /** Resolves after the durable commit; rejects when the store fails as a whole. */
  commit(unit: Unit): Promise<Outcome>;
  /** Resolves when nothing is being committed. */
  idle(): Promise<void>;
}

/** Units of one call: enough to share an fsync, few enough to keep each answer quick. */
const LARGEST_GROUP = 500;

interface Waiting {
  unit: Unit;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
}

/** Group commit: what gathers while one commit is under way goes as one with the next. A lone unit does not wait. */
export function createCommitter(log: Pick<Log, 'commit'>): Committer {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting.slice(0, LARGEST_GROUP);
      waiting = waiting.slice(LARGEST_GROUP);
      try {
        const outcomes = await log.commit(group.map(({ unit }) => unit));
        group.forEach(({ resolve, reject }, index) => {
          const outcome = outcomes[index];
          if (outcome) resolve(outcome);
          else reject(new Error('The store gave no outcome for a unit'));
        });
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    running = undefined;
  };

  return {
    commit(unit) {
      return new Promise((resolve, reject) => {
        waiting.push({ unit, resolve, reject });
        // A turn later: units of the same moment share the first commit too.
        running ??= Promise.resolve().then(drain);
      });
    },
    idle: async () => {
      while (running) await running;
    },
  };
}
