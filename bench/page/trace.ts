import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Begin and length, µs; `tdur` counts only while the thread ran. */
  ts: number;
  dur?: number;
  tdur?: number;
  args: { name?: string; data?: { url?: string; frames?: { url: string; processId?: number }[]; processId?: number } };
}

/** One piece of work of the page's main thread, ms. */
export interface Task {
  ms: number;
  /** Addresses of the scripts that ran in it. */
  scripts: string[];
}

export interface Trace {
  tasks: Task[];
  /** How often each thing happened that a page does: timers, frames, calls, layouts, requests. */
  done: Record<string, number>;
}

/** A task of more than this is a long one, ms; what is beyond it counts as blocking. */
export const LONG_MS = 50;

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'];
/** The widget's scripts, by their addresses. */
export const WIDGET = /\/(shopbell\.js|v\/)/;
/** Signs that a script runs. */
const RUNS = /^(EvaluateScript|FunctionCall|v8\.compile|v8\.compileModule)$/;
/** Signs of a page that is at work. */
const WORK =
  /^(TimerInstall|TimerFire|RequestAnimationFrame|FireAnimationFrame|RequestIdleCallback|FireIdleCallback|FunctionCall|EvaluateScript|EventDispatch|UpdateLayoutTree|Layout|Paint|Animation|ResourceSendRequest|WebSocketCreate|WebSocketSend|WebSocketReceive|RunMicrotasks)$/;

/** What the page's main thread does while `act` goes on. */
export async function traced(browser: Browser, page: Page, act: () => Promise<void>): Promise<Trace> {
  await browser.startTracing(page, { categories: CATEGORIES });
  await act().catch(async (error) => {
    await browser.stopTracing();
    throw error;
  });
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  return read(traceEvents, page.url());
}

function read(events: TraceEvent[], url: string): Trace {
  const pid = processOf(events, url);
  const main = events.find(
    (event) => event.name === 'thread_name' && event.pid === pid && event.args.name === 'CrRendererMain',
  );
  if (!main) throw new Error(`The trace has no main thread of ${url}`);
  const own = events.filter((event) => event.pid === pid && event.tid === main.tid);
  const scripts = own.flatMap(({ name, ts, args }) =>
    RUNS.test(name) && args.data?.url ? [{ ts, url: args.data.url }] : [],
  );
  const tasks = own
    .filter(({ name, ph }) => ph === 'X' && name === 'RunTask')
    .map(({ ts, dur = 0, tdur = dur }) => ({
      ms: tdur / 1000,
      scripts: [...new Set(scripts.filter((script) => script.ts >= ts && script.ts <= ts + dur).map((one) => one.url))],
    }));
  const done: Record<string, number> = {};
  for (const { name, ph } of own) if (WORK.test(name) && ph !== 'E') done[name] = (done[name] ?? 0) + 1;
  return { tasks, done };
}

/** The process that shows the page: where the trace began, or where the page was gone to meanwhile. */
function processOf(events: TraceEvent[], url: string): number | undefined {
  const commits = events
    .filter(({ name, args }) => name === 'FrameCommittedInBrowser' && args.data?.url === url)
    .map(({ args }) => args.data?.processId);
  const began = events
    .filter(({ name }) => name === 'TracingStartedInBrowser')
    .flatMap(({ args }) => args.data?.frames ?? [])
    .filter((frame) => frame.url === url)
    .map(({ processId }) => processId);
  return [...began, ...commits].at(-1);
}

/** Time by which tasks were longer than they should be, ms. */
export const blocking = (tasks: readonly Task[]): number =>
  tasks.reduce((sum, { ms }) => sum + Math.max(0, ms - LONG_MS), 0);

export const longest = (tasks: readonly Task[]): number => Math.max(0, ...tasks.map(({ ms }) => ms));
