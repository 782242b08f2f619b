import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What Prometheus may ask. Labels have few values: never a shop's visitors, never an address. */
export interface Metrics {
  request(seen: { method: string; route: string; status: number; seconds: number }): void;
  /** A number that is asked for when somebody looks. */
  gauge(name: string, help: string, read: () => number): void;
  text(): Promise<{ body: string; type: string }>;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS']);

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
      collect() {
        this.set(read());
      },
    });
  };

  gauge('shopbell_memory_bytes', 'Resident memory of the process.', () => process.memoryUsage.rss());
  gauge('shopbell_uptime_seconds', 'Time since the process started.', () => process.uptime());
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
  new Gauge({
    name: 'shopbell_info',
    help: 'Always 1; the version is a label.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1);

  return {
    request({ method, route, status, seconds: took }) {
      seconds.observe({ method: METHODS.has(method) ? method : 'other', route, status }, took);
    },
    gauge,
    text: async () => ({ body: await registry.metrics(), type: registry.contentType }),
  };
}
