import { type Bench, inTurns, ms, noteRatio, RUNS, SLOWER, wait } from './bench.ts';
import { median } from './median.ts';
import type { Kind } from './serve-pages.ts';
import { blocking, longest, traced } from './trace.ts';
import { visit } from './visit.ts';

const KINDS = ['floor', 'widget'] as const satisfies Kind[];
/** Middle of the launcher, px from the corner. */
const LAUNCHER = { x: 1280 - 50, y: 860 - 50 };
const BLOCKING_MS = 20;

/** What opening the panel costs, its chunk fetched ahead by the pointer's coming near. */
export async function onClick({ browser, pages, note }: Bench): Promise<void> {
  const clicks = await inTurns(KINDS, RUNS, async (kind) => {
    const { page, marked, close } = await visit(browser, pages.quiet(kind), { slower: SLOWER });
    await marked('launcher');
    await wait(400);
    let painted = 0;
    const trace = await traced(browser, page, async () => {
      const fetched = page.waitForResponse(/widget\.js|floor-panel\.js/);
      await page.mouse.move(LAUNCHER.x, LAUNCHER.y);
      await fetched;
      await wait(500);
      await page.mouse.down();
      await page.mouse.up();
      const { clicked, panel } = await marked('panel');
      painted = panel - clicked;
      await wait(700);
    });
    await close();
    return { painted, blocked: blocking(trace.tasks), longest: longest(trace.tasks) };
  });
  const { floor, widget } = clicks;
  const painted = (kind: typeof floor): number[] => kind.map((click) => click.painted);
  noteRatio(note, 'panel painted after the click', painted(widget), painted(floor), 1.5);
  const blocked = (kind: typeof floor): number => median(kind.map((click) => click.blocked));
  note('blocking time, from the pointer on the launcher to the open panel', blocked(widget) <= BLOCKING_MS, {
    measured: `${ms(blocked(widget))} (longest task ${ms(median(widget.map((click) => click.longest)))})`,
    baseline: `floor ${ms(blocked(floor))} (${ms(median(floor.map((click) => click.longest)))})`,
    is: '',
    bound: `≤ ${BLOCKING_MS} ms`,
  });
}
