import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  DiagLogLevel,
  diag,
  isValidSpanId,
  isValidTraceId,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from './logger.ts';
import type { Noted, Tracing } from './tracing.ts';

const KINDS = { internal: SpanKind.INTERNAL, server: SpanKind.SERVER, client: SpanKind.CLIENT } as const;
/** How long stopping waits for a receiver that may be away, ms. */
const PATIENCE_MS = 2000;
/** A receiver that is away is named so often, ms. */
const COMPLAINT_MS = 60_000;

/** Spans to an OTLP/HTTP receiver, in batches, beside the work: when it is away, spans are lost and nothing else. */
export function createOtlpTracing(options: {
  endpoint: string;
  ratio: number;
  version: string;
  logger: Pick<Logger, 'warn'>;
}): Tracing {
  complainTo(options.logger);
  const url = `${options.endpoint.replace(/\/+$/, '')}/v1/traces`;
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': process.env.OTEL_SERVICE_NAME || 'shopbell',
      'service.version': options.version,
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }) })],
  });
  const tracer = provider.getTracer('shopbell', options.version);
  const current = new AsyncLocalStorage<Context>();

  return {
    async span(name, attributes, work, { kind = 'internal', traceparent, root = false } = {}) {
      const parent = root ? ROOT_CONTEXT : (remote(traceparent) ?? current.getStore() ?? ROOT_CONTEXT);
      const span = tracer.startSpan(name, { kind: KINDS[kind], attributes }, parent);
      const noted: Noted = {
        set: (more) => void span.setAttributes(more),
        rename: (better) => void span.updateName(better),
        fail: (code) => void span.setStatus({ code: SpanStatusCode.ERROR, message: code }),
      };
      try {
        return await current.run(trace.setSpan(parent, span), () => work(noted));
      } catch (error) {
        // The name alone: a message may hold an address or words.
        noted.fail(error instanceof Error ? error.name : 'Error');
        throw error;
      } finally {
        span.end();
      }
    },
    async stop() {
      let patience: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        patience = setTimeout(resolve, PATIENCE_MS);
      });
      // What could not be sent has been named by the exporter.
      await Promise.race([provider.shutdown().catch(() => {}), enough]);
      clearTimeout(patience);
      diag.disable();
    },
  };
}

/** A caller's place in its trace (W3C Trace Context); undefined for anything else. */
function remote(traceparent: string | undefined): Context | undefined {
  const [, traceId = '', spanId = '', flags = ''] =
    /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/.exec(traceparent ?? '') ?? [];
  if (!isValidTraceId(traceId) || !isValidSpanId(spanId)) return undefined;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
  });
}

function complainTo(logger: Pick<Logger, 'warn'>): void {
  let last = Number.NEGATIVE_INFINITY;
  const complain = (): void => {
    const now = performance.now();
    if (now - last < COMPLAINT_MS) return;
    last = now;
    logger.warn('traces could not be sent');
  };
  const quiet = (): void => {};
  diag.setLogger(
    { error: complain, warn: quiet, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  );
}
