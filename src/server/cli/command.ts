import type { Config } from '../config.ts';
import type { DatabaseBackup } from '../store/backup.ts';
import type { Store } from '../store/store.ts';

/** What a command works with; tests bring their own. */
export interface CliParts {
  env: Readonly<Record<string, string | undefined>>;
  print(line: string): void;
  /** Reads all of standard input when it is not a terminal; empty otherwise. */
  readInput(): Promise<string>;
  openStore(config: Config): Promise<Store>;
  openBackup(config: Config): DatabaseBackup;
}

/** Words that the command does not understand. The message names them; the usage follows. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** One verb of `shopbell`. */
export interface CliCommand {
  /** As somebody types it, without `shopbell`. */
  usage: string;
  does: string;
  /** @returns the exit code */
  run(args: string[], parts: CliParts): Promise<number>;
}
