import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import type { Logger } from './logger.ts';
import { openTracing, type Tracing } from './tracing.ts';
import { type Receiver, startReceiver } from './webhooks/testing/receiver.ts';

interface Sent {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
  status?: { code?: number; message?: string };
}

let collector: Receiver;
let logger: { warn: Mock<Logger['warn']> };
beforeEach(async () => {
  collector = await startReceiver();
  collector.answer((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  logger = { warn: vi.fn<Logger['warn']>() };
});
afterEach(() => collector.close());

const open = (more: object = {}): Promise<Tracing> =>
  openTracing({ otlpEndpoint: collector.url, version: '1.2.3', logger, ...more });

const sent = (): Sent[] =>
  collector.received.flatMap(({ body }) =>
    JSON.parse(body).resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: Sent[] }[] }) =>
      scopeSpans.flatMap(({ spans }) => spans),
    ),
  );
const span = (name: string): Sent => sent().find((one) => one.name === name)!;

/** Runs a piece of a program by itself and gives what of OpenTelemetry it loads, besides the types that metrics bring along. */
async function asked(program: string): Promise<string[]> {
  const script = `
    import { registerHooks } from 'node:module';
    const asked = [];
    registerHooks({ resolve(name, context, next) {
      if (/^@opentelemetry.(?!api$)/.test(name)) asked.push(name);
      return next(name, context);
    } });
    ${program}
    console.log(JSON.stringify(asked));`;
  const args = ['--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname });
  return JSON.parse(stdout) as string[];
}

describe('traces', () => {
  it('[MT10] load nothing and do nothing unless there is somewhere to send them', { timeout: 30_000 }, async () => {
    const run = (endpoint: string): string => `
      await import('./main.ts');
      const { openTracing } = await import('./tracing.ts');
      await openTracing({ otlpEndpoint: ${endpoint}, version: '1', logger: console });`;
    expect(await asked(run('undefined'))).toEqual([]);
    expect(await asked(run("'http://127.0.0.1:1'"))).not.toEqual([]);
    const none = await openTracing({ version: '1', logger });
    expect(await none.span('a', {}, async () => 7)).toBe(7);
    await expect(none.span('a', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await none.stop();
  });

  it('[MT10] go to the receiver under the name of the service', async () => {
    const tracing = await open();
    expect(await tracing.span('command message.send', { 'shopbell.role': 'visitor' }, async () => 7)).toBe(7);
    await tracing.stop();
    expect(collector.received.map(({ path }) => path)).toEqual(['/v1/traces']);
    expect(collector.received[0]?.body).toContain('"service.name"');
    expect(span('command message.send')).toMatchObject({
      kind: 1,
      attributes: [{ key: 'shopbell.role', value: { stringValue: 'visitor' } }],
    });
  });

  it('[MT13] put what begins within a span below it, and what is nobody’s part beside it', async () => {
    const tracing = await open();
    await tracing.span('outer', {}, () =>
      Promise.all([
        tracing.span('inner', {}, async () => {}),
        tracing.span('apart', {}, async () => {}, { root: true, kind: 'client' }),
      ]),
    );
    await tracing.stop();
    expect(span('inner')).toMatchObject({ traceId: span('outer').traceId, parentSpanId: span('outer').spanId });
    expect(span('apart').traceId).not.toBe(span('outer').traceId);
    expect(span('apart').kind).toBe(3);
  });

  it('[MT12] go on with a caller’s trace, and with none that is malformed', async () => {
    const tracing = await open();
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const from = (traceparent: string) => ({ kind: 'server', traceparent }) as const;
    await tracing.span('good', {}, async () => {}, from(`00-${traceId}-b7ad6b7169203331-01`));
    await tracing.span('unsampled', {}, async () => {}, from(`00-${traceId}-b7ad6b7169203331-00`));
    await tracing.span('zero', {}, async () => {}, from(`00-${'0'.repeat(32)}-b7ad6b7169203331-01`));
    await tracing.span('nonsense', {}, async () => {}, from('yes please'));
    await tracing.stop();
    expect(span('good')).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331', kind: 2 });
    expect(sent().map(({ name }) => name)).toEqual(['good', 'zero', 'nonsense']);
    expect(span('zero').parentSpanId).toBeUndefined();
    expect(span('nonsense').traceId).not.toBe(traceId);
  });

  it('[MT14] name what failed by its code, and never by a message', async () => {
    const tracing = await open();
    await expect(
      tracing.span('broken', {}, () => Promise.reject(new TypeError('marta@example.com is unknown'))),
    ).rejects.toThrow('marta');
    await tracing.span('refused', {}, async (noted) => noted.fail('busy'));
    await tracing.stop();
    expect(span('broken').status).toEqual({ code: 2, message: 'TypeError' });
    expect(span('refused').status).toEqual({ code: 2, message: 'busy' });
    expect(collector.received.map(({ body }) => body).join()).not.toContain('marta');
  });

  it('[MT15] keep the part that is asked for', async () => {
    const tracing = await open({ traceRatio: 0 });
    await tracing.span('dropped', {}, async () => {});
    await tracing.stop();
    expect(collector.received).toEqual([]);
  });

  it('[MT16] cost nothing but a line when the receiver is away, and stopping does not wait for it', async () => {
    const away = await startReceiver();
    away.answer(() => {});
    const tracing = await open({ otlpEndpoint: away.url });
    expect(await tracing.span('lost', {}, async () => 7)).toBe(7);
    const began = performance.now();
    await tracing.stop();
    expect(performance.now() - began).toBeLessThan(4000);
    await away.close();
    const refused = await open({ otlpEndpoint: 'http://127.0.0.1:1' });
    await refused.span('lost', {}, async () => {});
    await refused.stop();
    expect(logger.warn.mock.calls.length).toBeLessThanOrEqual(1);
  });
});
