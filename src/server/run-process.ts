import { type Config, ConfigError, readConfig } from './config.ts';
import { FilesUnusable } from './files/objects.ts';
import { StartError } from './start-error.ts';
import { StoreTooNew, StoreUnusable } from './store/errors.ts';

/** A server that runs. */
export interface RunningServer {
  /** Where it is reached from this machine, such as `http://localhost:8787`. */
  address: string;
  /** Lets everything that was begun come to its end; safe to call twice. */
  stop(): Promise<void>;
}

/** After so long the process ends whatever is still under way: what was acknowledged is durable. */
const STOP_WITHIN_MS = 9000;

/**
 * Runs a server as this process: configuration from the environment, one line and exit code 1 when it cannot start,
 * SIGTERM and SIGINT drain it and exit 0.
 */
export async function runProcess(start: (config: Config) => Promise<RunningServer>): Promise<void> {
  process.on('unhandledRejection', die);
  process.on('uncaughtException', die);
  let stopping = false;
  let running: Promise<RunningServer> | undefined;

  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
    try {
      await (await running)?.stop();
    } catch (error) {
      return die(error);
    }
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());

  try {
    running = start(readConfig(process.env));
    await running;
  } catch (error) {
    if (!isExpected(error)) return die(error);
    console.error(oneLine(error.message));
    process.exit(1);
  }
}

/** What whoever starts the server can mend; anything else is a fault of ours and comes with its stack. */
export const isExpected = (error: unknown): error is Error =>
  error instanceof ConfigError ||
  error instanceof StartError ||
  error instanceof FilesUnusable ||
  error instanceof StoreUnusable ||
  error instanceof StoreTooNew;

export const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

function die(error: unknown): void {
  console.error(error);
  process.exit(1);
}
