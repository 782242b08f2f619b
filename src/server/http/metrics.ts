import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Labels = Record<string, string | number>;

/** What Prometheus may ask. Labels have few values: never a shop, never a visitor, never an address. */
export interface Metrics {
  request(seen: { method: string; route: string; status: number; seconds: number }): void;
  /** A number that is asked for when somebody looks; left out when it cannot be told in time. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
  /** Several numbers of one name, told apart by a label. */
  gauges(name: string, help: string, label: string, read: () => Numbers | Promise<Numbers>): void;
  /** Counts by labels, which have few values each. */
  counter(name: string, help: string, labels: readonly string[]): (labels: Labels) => void;
  /** @param buckets upper bounds, in the unit of the name */
  histogram(name: string, help: string, buckets: number[]): (value: number) => void;
  text(): Promise<{ body: string; type: string }>;
}

export type Numbers = Record<string, number>;

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** A store that hangs must not take the rest of the answer along, ms. */
const PATIENCE_MS = 2000;

export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const seconds = new Histogram({
    name: 'shopbell_http_request_seconds',
    help: 'Time to answer an HTTP request.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });

  const gauge: Metrics['gauge'] = (name, help, read) => {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const value = await inTime(read);
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  };
  const gauges: Metrics['gauges'] = (name, help, label, read) => {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      async collect() {
        this.reset();
        const values = (await inTime(read)) ?? {};
        for (const [key, value] of Object.entries(values)) this.set({ [label]: key }, value);
      },
    });
  };

  aboutProcess(gauge, gauges);
  new Counter({
    name: 'shopbell_cpu_seconds_total',
    help: 'Processor time that the process has used.',
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  gauges('shopbell_info', 'Always 1; the version is a label.', 'version', () => ({ [version]: 1 }));

  return {
    request({ method, route, status, seconds: took }) {
      seconds.observe({ method: METHODS.has(method) ? method : 'other', route, status }, took);
    },
    gauge,
    gauges,
    counter(name, help, labelNames) {
      const counter = new Counter({ name, help, labelNames, registers });
      return (labels) => counter.inc(labels);
    },
    histogram(name, help, buckets) {
      const histogram = new Histogram({ name, help, buckets, registers });
      return (value) => histogram.observe(value);
    },
    text: async () => ({ body: await registry.metrics(), type: registry.contentType }),
  };
}

function aboutProcess(gauge: Metrics['gauge'], gauges: Metrics['gauges']): void {
  gauge('shopbell_memory_bytes', 'Resident memory of the process.', () => process.memoryUsage.rss());
  gauge('shopbell_heap_bytes', 'Memory that JavaScript uses.', () => process.memoryUsage().heapUsed);
  gauge('shopbell_uptime_seconds', 'Time since the process started.', () => process.uptime());
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  gauges(
    'shopbell_event_loop_delay_seconds',
    'How late the process came to its work, since somebody last looked.',
    'quantile',
    () => {
      const seen = { '0.5': delay.percentile(50) / 1e9, '0.99': delay.percentile(99) / 1e9, '1': delay.max / 1e9 };
      delay.reset();
      return seen;
    },
  );
}

/** Undefined when it fails or takes too long: what is missing among the answers tells that as well. */
async function inTime<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  try {
    return await Promise.race([read(), enough]);
  } catch {
    // The store has logged why.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
