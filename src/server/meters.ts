import { CLOSE_CODES } from '../protocol/close-codes.ts';
import type { Metrics } from './http/metrics.ts';

/** Counts what happens. Called on hot ways: each call is a look-up and an addition. */
export interface Meters {
  /** A command at the door, and what came of it: `ok`, or the code of the refusal. */
  command(role: string, type: string, code: string): void;
  /** From the frame with a command to its ack, s. */
  acked(seconds: number): void;
  /** A command that a socket's peer was refused. */
  refused(code: string): void;
  /** A socket has gone, with this code. */
  closed(code: number): void;
  committed(units: number, seconds: number): void;
  storeFailed(port: string): void;
  job(kind: string, outcome: string): void;
  /** A try to deliver a webhook, s. */
  webhook(outcome: string, seconds: number): void;
  /** A sweep has told of a conversation that this process has not changed itself. */
  swept(): void;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const UNITS = [1, 2, 5, 10, 25, 50, 100, 250, 500];
const TRY_SECONDS = [0.05, 0.25, 1, 2.5, 5, 10];

/** Codes that peers and their networks close with, besides ours. Any other number counts as one. */
const KNOWN_CLOSES = new Set([
  ...Object.values(CLOSE_CODES).map(({ code }) => code),
  ...[1000, 1001, 1002, 1005, 1006, 1007, 1009, 1011],
]);

/** [MT1–MT7] What answers "is it healthy?", beside what the process and its HTTP side tell. */
export function createMeters({ counter, histogram }: Pick<Metrics, 'counter' | 'histogram'>): Meters {
  const commands = counter('shopbell_commands_total', 'Commands at the door, by outcome.', ['role', 'type', 'code']);
  const ack = histogram('shopbell_ack_seconds', 'From a command’s frame to its ack.', SECONDS);
  const refusals = counter('shopbell_refusals_total', 'Commands that sockets were refused.', ['code']);
  const closes = counter('shopbell_connections_closed_total', 'Sockets that have gone, by close code.', ['code']);
  const units = histogram('shopbell_commit_units', 'Units that shared a commit.', UNITS);
  const commit = histogram('shopbell_commit_seconds', 'Time of a durable commit.', SECONDS);
  const errors = counter('shopbell_store_errors_total', 'Calls of the store that failed.', ['port']);
  const jobs = counter('shopbell_jobs_total', 'Runs of jobs, by outcome.', ['kind', 'outcome']);
  const tries = counter('shopbell_webhook_tries_total', 'Tries to deliver a webhook, by outcome.', ['outcome']);
  const tried = histogram('shopbell_webhook_seconds', 'Time of a try to deliver a webhook.', TRY_SECONDS);
  const found = counter('shopbell_sweep_found_total', 'Conversations changed elsewhere that sweeps have told of.', []);

  return {
    command: (role, type, code) => commands({ role, type, code }),
    acked: ack,
    refused: (code) => refusals({ code }),
    closed: (code) => closes({ code: KNOWN_CLOSES.has(code) ? code : 'other' }),
    committed(count, seconds) {
      units(count);
      commit(seconds);
    },
    storeFailed: (port) => errors({ port }),
    job: (kind, outcome) => jobs({ kind, outcome }),
    webhook(outcome, seconds) {
      tries({ outcome });
      tried(seconds);
    },
    swept: () => found({}),
  };
}
