import type { Bus } from './bus/bus.ts';
import type { CommandOf, Conversations, Sender } from './conversations/conversations.ts';
import type { Metrics } from './http/metrics.ts';
import type { WatchJob } from './jobs/job-runner.ts';
import type { Meters } from './meters.ts';
import type { Job } from './store/jobs.ts';
import { JOB_KINDS } from './store/jobs.ts';
import type { Store } from './store/store.ts';
import type { Noted, Tracing } from './tracing.ts';
import type { WatchTry } from './webhooks/create-webhooks.ts';

type Observers = { meters: Meters; tracing: Tracing };
type Method = (...parameters: never[]) => Promise<unknown>;

/** [MT4–MT5, MT11] The same store, of which each failed call is counted, and each commit measured and traced. */
export function observeStore(store: Store, { meters, tracing }: Observers): Store {
  const counted = (name: string, port: object): object =>
    Object.fromEntries(
      Object.entries(port).map(([method, call]: [string, Method]) => [
        method,
        async (...parameters: never[]) => {
          try {
            return await call(...parameters);
          } catch (error) {
            meters.storeFailed(name);
            throw error;
          }
        },
      ]),
    );
  const ports = Object.entries(store).map(([name, port]) => [
    name,
    typeof port === 'object' ? counted(name, port as object) : port,
  ]);
  const counting = Object.fromEntries(ports) as Store;
  const { commit } = counting.log;
  const measured: Store['log']['commit'] = (units) =>
    tracing.span(
      'commit',
      { 'shopbell.units': units.length },
      async (span) => {
        const began = performance.now();
        const outcomes = await commit(units);
        meters.committed(units.length, (performance.now() - began) / 1000);
        if (outcomes.some(({ at }) => at === 'failed')) span.fail('failed');
        return outcomes;
      },
      // Commands of many share a commit: it is nobody's part.
      { root: true },
    );
  return { ...counting, log: { ...counting.log, commit: measured } };
}

/** [MT1, MT11] The same door, of which every command is counted and traced. */
export function observeConversations(conversations: Conversations, { meters, tracing }: Observers): Conversations {
  return {
    ...conversations,
    execute<S extends Sender>(sender: S, command: CommandOf<S>) {
      const { role, shop } = sender;
      const { type } = command;
      const attributes = { 'shopbell.command': type, 'shopbell.role': role, 'shopbell.shop': shop };
      return tracing.span(`command ${type}`, attributes, async (span) => {
        const result = await conversations.execute(sender, command);
        const code = result.ok ? 'ok' : result.code;
        meters.command(role, type, code);
        span.set({ 'shopbell.outcome': code });
        if (code === 'server_error') span.fail(code);
        return result;
      });
    },
  };
}

/** [MT3, MT11] Counts and traces each run of a job. */
export function watchJobs({ meters, tracing }: Observers): WatchJob<Job> {
  return ({ kind, attempt, shop }, run) => {
    const attributes = { 'shopbell.job': kind, 'shopbell.attempt': attempt, 'shopbell.shop': shop };
    return tracing.span(`job ${kind}`, attributes, async (span) => {
      const outcome = await run();
      meters.job(kind, outcome);
      span.set({ 'shopbell.outcome': outcome });
      if (outcome === 'failed' || outcome === 'dead') span.fail(outcome);
    });
  };
}

/** [MT6, MT11] The same for tries to deliver a webhook. */
export function watchWebhooks({ meters, tracing }: Observers): WatchTry {
  return ({ attempt, shop, event }, work) => {
    const attributes = { 'shopbell.event': event, 'shopbell.attempt': attempt, 'shopbell.shop': shop };
    const watched = async (span: Noted): Promise<void> => {
      const began = performance.now();
      const { outcome, status } = await work();
      meters.webhook(outcome, (performance.now() - began) / 1000);
      span.set({ 'shopbell.outcome': outcome, 'http.response.status_code': status });
      if (outcome === 'failed' || outcome === 'dead') span.fail(outcome);
    };
    return tracing.span('webhook', attributes, watched, { kind: 'client' });
  };
}

/** [MT3, MT6] What is asked only when somebody looks: how far behind the work is, and whether the bus is there. */
export function addBacklog({ gauge, gauges }: Metrics, parts: { store: Store; bus: Pick<Bus, 'reachable'> }): void {
  const { jobs, deliveries } = parts.store;
  gauge('shopbell_bus_up', 'Whether other processes can be told and heard.', () => (parts.bus.reachable() ? 1 : 0));
  gauge('shopbell_job_lag_seconds', 'How long the oldest due job has waited.', async () => {
    const { lagMs } = await jobs.health();
    return lagMs / 1000;
  });
  gauges('shopbell_jobs_dead', 'Jobs that were given up and wait for a person.', 'kind', async () => {
    const { dead } = await jobs.health();
    return Object.fromEntries(JOB_KINDS.map((kind) => [kind, dead[kind] ?? 0]));
  });
  gauge('shopbell_webhook_lag_seconds', 'How long the oldest due delivery has waited.', async () => {
    const { lagMs } = await deliveries.health();
    return lagMs / 1000;
  });
  gauges('shopbell_webhook_deliveries', 'Deliveries that have not arrived.', 'state', async () => {
    const { waiting, dead } = await deliveries.health();
    return { waiting, dead };
  });
}
