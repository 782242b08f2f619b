import { launchBrowser } from '../../tests/support/browser.ts';
import { type Bench, wait } from './bench.ts';
import { type Visit, visit } from './visit.ts';

/** First openings fetch parts and let the browser's caches grow. */
const WARM_UP = 10;
const TIMES = 100;
const TOLERANCE = 0.01;

/** Code that the engine makes of what runs often stands on the same heap, and grows for a while: here it makes none. */
export const MAKES_NO_CODE =
  '--js-flags=--no-opt --no-maglev --no-sparkplug --no-lazy-feedback-allocation --no-flush-bytecode';

/** What there is in a page, once nothing waits to be collected. */
export interface Stock {
  nodes: number;
  listeners: number;
  bytes: number;
}

/** Opens and closes the panel so often by clicks on the launcher. */
export async function openAndClose({ page }: Visit, times: number): Promise<void> {
  for (let click = 0; click < times * 2; click++) {
    await page.mouse.click(1280 - 50, 860 - 50);
    await page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  }
}

export async function stockOf({ cdp, heap }: Visit): Promise<Stock> {
  const { scripts } = await heap();
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  return { nodes, listeners: jsEventListeners, bytes: scripts };
}

/** Opening and closing leaves nothing behind. */
export async function leaks({ pages, note }: Bench, token: string): Promise<void> {
  const browser = await launchBrowser({ more: [MAKES_NO_CODE] });
  const one = await visit(browser, pages.quiet('widget'), { token });
  await one.marked('launcher');
  await wait(1000);
  await openAndClose(one, WARM_UP);
  // By then an open panel has noticed that its shopper stays.
  await wait(3000);
  const before = await stockOf(one);
  await openAndClose(one, TIMES);
  const after = await stockOf(one);
  await browser.close();
  const names = ['nodes', 'listeners', 'bytes'] as const;
  const holds = names.every((name) => after[name] <= before[name] * (1 + TOLERANCE));
  const listed = (stock: Stock): string =>
    names.map((name) => `${stock[name].toLocaleString('en')} ${name}`).join(', ');
  note(`opened and closed ${TIMES} times`, holds, {
    measured: listed(after),
    baseline: `before ${listed(before)}`,
    is: names.map((name) => `${((after[name] / before[name] - 1) * 100).toFixed(2)} %`).join(', '),
    bound: '± 1 %',
  });
}
