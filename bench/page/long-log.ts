import { eventually } from '../../tests/support/eventually.ts';
import { type Bench, ms, SLOWER, wait } from './bench.ts';
import { median } from './median.ts';
import { type Visit, visit } from './visit.ts';

const FRAME_MS = 50;
const HEAP_MB = 2;
const MESSAGES = 1000;
const PATIENCE_MS = 60_000;
/** One turn of the wheel. */
const STEP_PX = 1200;

declare global {
  /** Lengths of the frames since `watchFrames`, ms. */
  var benchFrames: number[];
}

type Heap = Awaited<ReturnType<Visit['heap']>>;

/** Heaps of the page without a chat, and of one with an open conversation of so many messages. */
export async function heapsOf(
  { browser, pages }: Pick<Bench, 'browser' | 'pages'>,
  token: string,
  messages: number,
): Promise<{ control: Heap; widget: Heap }> {
  const control = await visit(browser, pages.quiet('control'));
  await wait(500);
  const least = await control.heap();
  await control.close();
  const widget = await visit(browser, pages.quiet('widget'), { token });
  await opened(widget);
  await shown(widget, messages);
  const most = await widget.heap();
  await widget.close();
  return { control: least, widget: most };
}

export async function heap(bench: Bench, token: string): Promise<void> {
  const { control, widget } = await heapsOf(bench, token, 50);
  const mb = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(2)} MB`;
  const more = widget.scripts - control.scripts;
  bench.note('heap with 50 messages', more <= HEAP_MB * 1024 * 1024, {
    measured: `${mb(widget.scripts)} (and the tree ${mb(widget.tree)})`,
    baseline: `control ${mb(control.scripts)} (${mb(control.tree)})`,
    is: `+ ${mb(more)}`,
    bound: `+ ${HEAP_MB} MB`,
  });
}

/** A long conversation is scrolled to its beginning, which loads it page by page, and from end to end. */
export async function scrolling(bench: Bench, token: string): Promise<void> {
  for (const slower of [1, SLOWER]) {
    const runs: number[][] = [];
    // The slower one is told only, and takes minutes.
    for (let run = 0; run < (slower === 1 ? 3 : 1); run++) runs.push(await scroll(bench, token, slower));
    const worst = median(runs.map((frames) => Math.max(...frames)));
    const late = median(runs.map((frames) => frames.filter((frame) => frame > FRAME_MS).length));
    const name = slower === 1 ? `${MESSAGES} messages scrolled, longest frame` : `the same, ${slower} times slower`;
    // The bound is for this machine as it is.
    bench.note(name, worst <= FRAME_MS || slower > 1, {
      measured: `${ms(worst)} (${late} of ${median(runs.map((frames) => frames.length))} beyond)`,
      baseline: '',
      is: '',
      bound: slower === 1 ? `≤ ${FRAME_MS} ms` : 'told only',
    });
  }
}

async function scroll({ browser, pages }: Bench, token: string, slower: number): Promise<number[]> {
  const one = await visit(browser, pages.quiet('widget'), { token, slower });
  await opened(one);
  await shown(one, 50);
  await wait(3000);
  const { page } = one;
  await page.mouse.move(1280 - 200, 430);
  await page.evaluate(() => {
    globalThis.benchFrames = [];
    let last = performance.now();
    const frame = (now: number): void => {
      globalThis.benchFrames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  const wheel = async (by: number): Promise<void> => {
    await page.mouse.wheel(0, by);
    await page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())));
  };
  await eventually(
    'all is loaded',
    async () => {
      await wheel(-STEP_PX);
      return (await messagesOf(one)) >= MESSAGES;
    },
    PATIENCE_MS,
  );
  for (const way of [STEP_PX, -STEP_PX]) {
    await eventually(
      'the log is scrolled to its end',
      async () => {
        await wheel(way);
        return atEnd(one, way);
      },
      PATIENCE_MS,
    );
  }
  const frames = await page.evaluate(() => globalThis.benchFrames);
  await one.close();
  return frames;
}

/** Opens the panel by a click on the launcher. */
export async function opened({ page, marked }: Visit): Promise<void> {
  await marked('launcher');
  await page.mouse.click(1280 - 50, 860 - 50);
  await marked('panel');
}

async function shown(one: Visit, messages: number): Promise<void> {
  await eventually(`${messages} messages`, async () => (await messagesOf(one)) >= messages, 20_000);
}

/** How many messages the panel has drawn. */
export const messagesOf = ({ page }: Visit): Promise<number> =>
  page.evaluate(() => document.querySelector('shopbell-chat')?.shadowRoot?.querySelectorAll('.bubble').length ?? 0);

/** Whether the log stands at its newest message, or for a way upwards at its oldest. */
const atEnd = ({ page }: Visit, way: number): Promise<boolean> =>
  page.evaluate((down) => {
    const log = document.querySelector('shopbell-chat')!.shadowRoot!.querySelector('.log')!;
    return down > 0 ? log.scrollTop > -1 : log.scrollHeight - log.clientHeight + log.scrollTop < 1;
  }, way);
