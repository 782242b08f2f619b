import type { Logger } from './logger.ts';

export type Attributes = Record<string, string | number | boolean | undefined>;

/** A span while it lasts. */
export interface Noted {
  set(attributes: Attributes): void;
  /** A better name, known only later. */
  rename(name: string): void;
  /** What went wrong, as a code: the span counts as failed. */
  fail(code: string): void;
}

export interface SpanOptions {
  kind?: 'internal' | 'server' | 'client';
  /** A caller's `traceparent` header: the span goes on with that trace. */
  traceparent?: string;
  /** Begins a trace of its own, whatever it was started by. */
  root?: boolean;
}

/** Where time goes. Names and attributes are of the trade and never hold words, names or addresses of people. */
export interface Tracing {
  /** Runs work as a span; spans that begin within it are its children. What rejects fails the span and goes on. */
  span<T>(name: string, attributes: Attributes, work: (span: Noted) => Promise<T>, options?: SpanOptions): Promise<T>;
  /** Sends what is left, for two seconds at most. */
  stop(): Promise<void>;
}

const nowhere: Noted = { set: () => {}, rename: () => {}, fail: () => {} };

export const noTracing: Tracing = { span: (_name, _attributes, work) => work(nowhere), stop: async () => {} };

/** [MT10–MT14] Traces by OpenTelemetry when there is somewhere to send them; its libraries are loaded only then. */
export async function openTracing(options: {
  /** Base address of an OTLP/HTTP receiver; `/v1/traces` is added. */
  otlpEndpoint?: string;
  /** Part of the traces that is kept, 0 to 1, when the caller has not decided. Default 1. */
  traceRatio?: number;
  version: string;
  logger: Pick<Logger, 'warn'>;
}): Promise<Tracing> {
  const { otlpEndpoint: endpoint, traceRatio: ratio = 1, version, logger } = options;
  if (endpoint === undefined) return noTracing;
  const { createOtlpTracing } = await import('./otlp-tracing.ts');
  return createOtlpTracing({ endpoint, ratio, version, logger });
}
