import { type Logger as Pino, pino } from 'pino';
import type { LogLevel } from './config.ts';

/** Structured logs, one JSON object a line. Never texts, addresses, tokens, passwords or query strings. */
export type Logger = Pick<Pino, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

/** @param write where lines go; standard output by default */
export function createLogger(level: LogLevel, write?: (line: string) => void): Logger {
  const options = {
    level,
    // No pid and no host name: they say nothing to a reader of one process's log.
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return write ? pino(options, { write }) : pino(options);
}
