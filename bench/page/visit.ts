import type { Browser, CDPSession, Page } from 'playwright-core';
import { eventually } from '../../tests/support/eventually.ts';
import { type Marks, watchPage } from './watch-page.ts';

/** A page in a profile of its own, nothing of it cached, watched from its first moment. */
export interface Visit {
  page: Page;
  cdp: CDPSession;
  marks(): Promise<Marks>;
  /** Waits until the page has that mark. */
  marked(name: keyof Marks): Promise<Marks>;
  /** The browser's own counters of the page. Durations are time that the thread ran, in s. */
  metrics(): Promise<Record<string, number>>;
  /**
   * Bytes once nothing waits to be collected: the heap of its scripts, and what the browser keeps for the page's tree,
   * which varies by half from one collection to the next.
   */
  heap(): Promise<{ scripts: number; tree: number }>;
  close(): Promise<void>;
}

export interface VisitOptions {
  /** How many times slower the page runs than this machine. */
  slower?: number;
  /** Token of a visitor whom this device knows. */
  token?: string;
}

export async function visit(browser: Browser, url: string, { slower = 1, token }: VisitOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-GB' });
  if (token) await context.addCookies([{ name: 'shopbell_visitor', value: token, url }]);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  if (slower > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.addInitScript(watchPage);
  await page.goto(url);
  const marks = (): Promise<Marks> => page.evaluate(() => globalThis.benchMarks);
  return {
    page,
    cdp,
    marks,
    marked: (name) =>
      eventually(`${url} has the mark ${name}`, async () => {
        const now = await marks();
        return now[name] > 0 ? now : undefined;
      }),
    async metrics() {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    },
    async heap() {
      // What the first round lets go, the tree for instance, frees more in the second.
      for (let round = 0; round < 3; round++) await cdp.send('HeapProfiler.collectGarbage');
      const usage: { usedSize: number; embedderHeapUsedSize?: number } = await cdp.send('Runtime.getHeapUsage');
      return { scripts: usage.usedSize, tree: usage.embedderHeapUsedSize ?? 0 };
    },
    close: () => context.close(),
  };
}
