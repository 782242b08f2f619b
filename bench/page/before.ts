import { type Bench, inTurns, ms, noteRatio, RUNS, SLOWER, wait } from './bench.ts';
import { median } from './median.ts';
import type { Kind } from './serve-pages.ts';
import { LONG_MS, longest, type Trace, traced, WIDGET } from './trace.ts';
import { visit } from './visit.ts';

const KINDS = ['control', 'floor', 'widget'] as const satisfies Kind[];
/** By then a page has loaded and come to rest. */
const SETTLE_MS = 1200;
const TRACED_RUNS = 3;
const IDLE_MS = 5000;
/** A panel that was just opened looks two seconds later whether its shopper stays. */
const PANEL_SETTLE_MS = 4000;

/** What the widget costs before the shopper comes near it. */
export async function beforeInteraction(bench: Bench): Promise<void> {
  await loading(bench);
  await longTasks(bench);
  await idle(bench);
}

async function loading({ browser, pages, note }: Bench): Promise<void> {
  const loads = await inTurns(KINDS, RUNS, async (kind) => {
    const { page, marks, metrics, close } = await visit(browser, pages.quiet(kind), { slower: SLOWER });
    await wait(SETTLE_MS);
    const { TaskDuration = 0 } = await metrics();
    const { asked, launcher, shift } = await marks();
    const start = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
    await close();
    return { busy: TaskDuration * 1000, painted: launcher - asked, launcher, shift, start };
  });
  const { control, floor, widget } = loads;
  const busy = (kind: typeof floor): number[] => kind.map((load) => load.busy);
  noteRatio(note, 'main thread until settled', busy(widget), busy(floor), 1.3);
  const beyond = (kind: typeof floor): number => median(busy(kind)) - median(busy(control));
  // What each adds to the page without a chat. Between two visits that page itself differs by more: no bound holds there.
  note('of that, beyond control', true, {
    measured: ms(beyond(widget)),
    baseline: `floor ${ms(beyond(floor))} (control ${ms(median(busy(control)))})`,
    is: `${(beyond(widget) / beyond(floor)).toFixed(2)} ×`,
    bound: 'told only',
  });
  const painted = (kind: typeof floor): number[] => kind.map((load) => load.painted);
  noteRatio(note, 'launcher painted, from the request for its script', painted(widget), painted(floor), 1.3);
  const since = (kind: typeof floor): number[] => kind.map(({ launcher }) => launcher);
  noteRatio(note, 'launcher painted, from the beginning of navigation', since(widget), since(floor), 1.3);
  const shift = Math.max(...widget.map((load) => load.shift));
  note('layout shift (CLS)', shift === 0, {
    measured: shift.toFixed(4),
    baseline: `control ${Math.max(...control.map((load) => load.shift)).toFixed(4)}`,
    is: '',
    bound: '0',
  });
}

async function longTasks({ browser, pages, note }: Bench): Promise<void> {
  const runs = await inTurns(KINDS, TRACED_RUNS, async (kind) => {
    const { page, close } = await visit(browser, 'about:blank', { slower: SLOWER });
    const trace = await traced(browser, page, async () => {
      await page.goto(pages.quiet(kind));
      await wait(SETTLE_MS);
    });
    await close();
    return trace;
  });
  const ours = runs.widget.flatMap(({ tasks }) =>
    tasks.filter(({ scripts }) => scripts.some((url) => WIDGET.test(url))),
  );
  const most = (traces: Trace[]): number =>
    Math.max(...traces.map(({ tasks }) => tasks.filter(({ ms }) => ms > LONG_MS).length));
  const worst = longest(ours);
  note('long tasks of the widget before interaction', worst <= LONG_MS && most(runs.widget) <= most(runs.control), {
    measured: `${ours.filter(({ ms }) => ms > LONG_MS).length} (its longest task ${worst.toFixed(1)} ms)`,
    baseline: `long tasks of any kind: ${most(runs.widget)}, control ${most(runs.control)}`,
    is: '',
    bound: 'none',
  });
}

async function idle({ browser, pages, note }: Bench): Promise<void> {
  const atRest = async (kind: Kind, open: boolean): Promise<Trace> => {
    const { page, marked, close } = await visit(browser, pages.quiet(kind), { slower: SLOWER });
    if (open) {
      await marked('launcher');
      await page.mouse.click(1280 - 50, 860 - 50);
      await marked('panel');
    }
    await wait(open ? PANEL_SETTLE_MS : SETTLE_MS * 2);
    const trace = await traced(browser, page, () => wait(IDLE_MS));
    await close();
    return trace;
  };
  const compare = async (name: string, base: 'control' | 'floor', open: boolean): Promise<void> => {
    const beside = await atRest(base, open);
    const ours = await atRest('widget', open);
    const more = Object.entries(ours.done).filter(([what, count]) => count > (beside.done[what] ?? 0));
    // Who is in the chat is watched: whether they are still there, and whether the machine has slept.
    note(name, more.length === 0 || open, {
      measured: more.map(([what, count]) => `${what} ${count}`).join(', ') || 'nothing',
      baseline: `${base}: ${
        Object.entries(beside.done)
          .map(([what, count]) => `${what} ${count}`)
          .join(', ') || 'nothing'
      }`,
      is: '',
      bound: open ? 'told only' : `nothing beyond ${base}`,
    });
  };
  await compare('idle for 5 s', 'control', false);
  await compare('idle for 5 s, panel open', 'floor', true);
}
