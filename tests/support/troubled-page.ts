import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openShopper, type Shopper } from './shopper.ts';
import type { Stage } from './stage.ts';

export const ANSWER = 'These could be something for you:';
export const ASK = 'do you have a candle';

export interface Shop {
  Shopbell: (verb: string, ...args: unknown[]) => unknown;
  told: { code: string }[];
}
export interface Visit {
  /** What stands in the body besides the heading. */
  body?: string;
  options?: BrowserContextOptions;
  /** Runs before anything else on the page. */
  before?: () => void;
  /** Sets up what the network answers. */
  network?: (page: Page) => Promise<unknown>;
  origin?: string;
}

export const LOADER = '<script async src="/shopbell.js?shop=demo"></script>';
/** The settings have to be asked for: they do not come with the script. */
export const ASKING = `<script>window.told=[];(window.Shopbell=function(){(Shopbell.q=Shopbell.q||[]).push(arguments)});
  Shopbell('on','error',function(error){told.push(error)});Shopbell('init',{shop:'demo'})</script><script async src="/shopbell.js"></script>`;

/** A page of a shop of one's own, and what Shopbell has said in its console. */
export async function visitOwn(
  stage: Stage,
  { body = LOADER, options, before, network, origin = stage.server.origin }: Visit = {},
): Promise<Shopper & { said: string[] }> {
  const watched = await stage.blank(options);
  const { page } = watched;
  const said: string[] = [];
  page.on('console', (message) => {
    if (/shopbell/i.test(message.text()) && !message.text().startsWith('Failed to load')) said.push(message.text());
  });
  const html = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Shop</title><body><h1>Shop</h1>${body}</body></html>`;
  await page.route('**/own', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  if (before) await page.addInitScript(before);
  await network?.(page);
  return { ...(await openShopper(watched, `${origin}/own`)), said };
}

/** The page's clock goes ahead by so many days, and by another number of ms once `ahead` is changed. */
export const clockAhead = (days: number): (() => void) =>
  Function(`
    globalThis.ahead = ${days} * 864e5;
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...parts) {
        if (parts.length) super(...parts);
        else super(Real.now() + ahead);
      }
      static now = () => Real.now() + ahead;
    };
  `) as () => void;

export const launcher = (page: Page) => page.getByRole('button', { name: /^(Open|Close) chat/ });
export const composer = ({ panel }: Shopper) => panel.getByRole('textbox', { name: 'Write a message' });
export const send = ({ panel }: Shopper) => panel.getByRole('button', { name: 'Send', exact: true });
export const untouched = async (page: Page): Promise<void> => {
  expect(
    await page.evaluate(() => [document.title, document.body.innerText.trim(), document.body.children[0]?.tagName]),
  ).toEqual(['Shop', 'Shop', 'H1']);
};
export async function talks(shopper: Shopper): Promise<void> {
  if (!(await shopper.panel.isVisible())) await shopper.openChat();
  await shopper.ask(ASK, ANSWER);
}
