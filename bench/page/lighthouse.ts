import lighthouse from 'lighthouse';
import { launchBrowser } from '../../tests/support/browser.ts';
import { freePort } from '../../tests/support/server-process.ts';
import type { Bench } from './bench.ts';
import { median } from './median.ts';

const RUNS = 3;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Scores = Record<(typeof CATEGORIES)[number], number>;

/**
 * Lighthouse, as a library, on the demo shop with the widget and twice without it, in turns. Categories that follow from
 * the page alone have to be equal. Performance is measured and varies: the two sets without the widget say how much, as
 * the distance of the best and the worst of their runs.
 */
export async function scores({ pages, note }: Bench): Promise<void> {
  const port = await freePort();
  const browser = await launchBrowser({ more: [`--remote-debugging-port=${port}`] });
  const measure = (widget: boolean): Promise<Scores> => scoresOf(pages.demo(widget), port);
  const [one, other, ours]: [Scores[], Scores[], Scores[]] = [[], [], []];
  try {
    for (let run = 0; run < RUNS; run++) {
      one.push(await measure(false));
      ours.push(await measure(true));
      other.push(await measure(false));
    }
  } finally {
    await browser.close();
  }
  for (const category of CATEGORIES) {
    const of = (runs: Scores[]): number[] => runs.map((run) => run[category]);
    const without = of([...one, ...other]);
    const noise = category === 'performance' ? Math.max(...without) - Math.min(...without) : 0;
    const [mine, theirs] = [median(of(ours)), median(without)];
    note(`Lighthouse ${category}`, theirs - mine <= noise, {
      measured: `${mine} (${of(ours).join(', ')})`,
      baseline: `without ${median(of(one))} and ${median(of(other))} (${without.join(', ')})`,
      is: `${mine - theirs}`,
      bound: category === 'performance' ? `equal within its noise, ${noise}` : 'equal',
    });
  }
}

async function scoresOf(url: string, port: number): Promise<Scores> {
  const result = await lighthouse(url, {
    port,
    onlyCategories: [...CATEGORIES],
    logLevel: 'silent',
  });
  const categories = result?.lhr.categories ?? {};
  return Object.fromEntries(
    CATEGORIES.map((name) => {
      const score = categories[name]?.score;
      if (score == null) throw new Error(`Lighthouse gives no score for ${name} of ${url}`);
      return [name, Math.round(score * 100)];
    }),
  ) as Scores;
}
