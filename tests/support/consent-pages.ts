import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { fromRoot } from '../../tools/build/paths.ts';
import { type OwnPage, visitOwnPage, withInit } from './own-page.ts';
import type { Stage } from './stage.ts';

/** How long something is kept: not at all, until the browser closes, or for days. */
export type Life = 'none' | 'session' | 'days';

/** What the stand-ins of tools in `tests/e2e/consent-tools` put on the page beside what they stand for. */
interface ToolsPage {
  before?: [personalisation: boolean, analytics: boolean];
  tools: Record<string, { answer(personalisation: boolean, analytics: boolean): void; listeners?(): number }>;
}

/** A page of a shop that has a tool for consent, or gets one. */
export interface ConsentPage extends OwnPage {
  /** A tool comes by a script of its own. */
  come(file: string): Promise<void>;
  /** The shopper answers what the tool asks. */
  answer(source: string, personalisation: boolean, analytics: boolean): Promise<void>;
  /** Levels that the page was told, in order. */
  levels(): Promise<number[]>;
  lives(): Promise<{ visitor: Life; ui: Life }>;
  /** Files of the widget that were asked for, without version. */
  files(): string[];
}

export interface ConsentVisit {
  options?: object;
  /** Stand-ins that stand on the page before the chat. */
  tools?: readonly string[];
  /** What the shopper has answered at an earlier visit. */
  before?: readonly [personalisation: boolean, analytics: boolean];
  /** Runs before anything else. */
  script?: string;
  /** In place of the options and the script. */
  body?: string;
  /** Sets up the page before it is visited. */
  prepare?(page: Page): Promise<unknown>;
}

/** By name of the source: the stand-in's file, and what the console calls the tool. */
export const TOOLS = [
  ['cookiebot', 'cookiebot', 'Cookiebot'],
  ['onetrust', 'onetrust', 'OneTrust'],
  ['usercentrics', 'usercentrics', 'Usercentrics'],
  ['usercentrics', 'usercentrics-2', 'Usercentrics'],
  ['cookieyes', 'cookieyes', 'CookieYes'],
  ['axeptio', 'axeptio', 'Axeptio'],
  ['didomi', 'didomi', 'Didomi'],
  ['shopify', 'shopify', 'Shopify Customer Privacy'],
  ['tcf', 'tcf', 'IAB TCF'],
  ['google', 'google', 'Google consent mode'],
] as const;
export const SOURCES = [...new Set(TOOLS.map(([source]) => source))];
/** No cookie is kept. */
export const NOTHING = { visitor: 'none', ui: 'none' };

const scriptOf = (file: string): string => readFileSync(fromRoot(`tests/e2e/consent-tools/${file}.js`), 'utf8');

export async function visitConsentPage(
  stage: Stage,
  { options, tools = [], before, script = '', body, prepare }: ConsentVisit,
): Promise<ConsentPage> {
  const { page } = await stage.blank();
  const files: string[] = [];
  page.on('request', (request) => files.push(...(/\/v\/[^/]+\/(.+\.js)$/.exec(request.url())?.slice(1) ?? [])));
  await page.route(/\/tools\/([\w-]+)\.js$/, (route) => {
    const file = /\/tools\/([\w-]+)\.js$/.exec(route.request().url())?.[1] ?? '';
    return route.fulfill({ contentType: 'text/javascript', body: scriptOf(file) });
  });
  await prepare?.(page);
  const answered = before ? `window.before=${JSON.stringify(before)};` : '';
  const head = `<script>${answered}${script}</script>${tools.map(toolTag).join('')}`;
  const own = await visitOwnPage(
    stage,
    page,
    head + (body ?? withInit({ shop: 'demo', ...options }, ['ready', 'consent'])),
  );
  return {
    ...own,
    files: () => files,
    come: (file) =>
      page.evaluate(
        (src) =>
          new Promise<void>((resolve, reject) => {
            const script = document.createElement('script');
            script.src = src;
            script.onload = () => resolve();
            script.onerror = reject;
            document.head.append(script);
          }),
        `/tools/${file}.js`,
      ),
    answer: (source, personalisation, analytics) =>
      page.evaluate(([name, one, two]) => (window as unknown as ToolsPage).tools[name]!.answer(one, two), [
        source,
        personalisation,
        analytics,
      ] as const),
    levels: async () => (await own.told('consent')).map(({ consent }) => consent as number),
    async lives() {
      const kept = await own.cookies();
      const life = (name: string): Life => {
        const cookie = kept[name];
        if (!cookie) return 'none';
        return cookie.expires === -1 ? 'session' : 'days';
      };
      return { visitor: life('shopbell_visitor'), ui: life('shopbell_ui') };
    },
  };
}

const toolTag = (file: string): string => `<script src="/tools/${file}.js"></script>`;
