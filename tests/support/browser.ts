import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { fromRoot } from '../../tools/build/paths.ts';
import { findChromium } from '../../tools/system.ts';

/** Those that every browser of a test runs with. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Pages that a test makes up count as far away: they may reach the server of this machine all the same. Lists of the
  // address bar, two pages of the browser's own for each window, take more time than the window's page.
  '--disable-features=LocalNetworkAccessChecks,WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  // A host by whose name a page is not secure, as this machine's own address would be.
  '--host-resolver-rules=MAP insecure.test 127.0.0.1',
];

/** Flags beside those that every test runs with, and those without which Playwright shall do. */
export interface BrowserFlags {
  more?: string[];
  without?: string[];
}

export async function launchBrowser({ more = [], without }: BrowserFlags = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath || !existsSync(executablePath)) throw new Error('No Chromium: `npm test` installs or names it.');
  return chromium.launch({ executablePath, args: [...FLAGS, ...more], ignoreDefaultArgs: without });
}

/** A page of a fresh context, with all that went wrong on it. */
export interface WatchedPage {
  page: Page;
  /** Console errors, uncaught errors, and requests that left `origin`. */
  troubles: string[];
}

export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  return { page, troubles: watchPage(page, origin) };
}

export function watchPage(page: Page, origin: string): string[] {
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(origin).host) troubles.push(`third party: ${request.url()}`);
  });
  return troubles;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Resolves when nothing moves any more, in open shadow roots too; what moves for ever does not count. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const roots = [document, ...[...document.querySelectorAll('*')].flatMap((element) => element.shadowRoot ?? [])];
    const moving = roots
      .flatMap((root) => root.getAnimations())
      .filter((animation) => animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(moving.map((animation) => animation.finished));
  });
}

/**
 * What axe finds against WCAG 2.2 A and AA on the page, open shadow roots included; one line a finding.
 * @param within selector of the only part of the page that is looked at
 */
export async function axe(page: Page, within?: string): Promise<string[]> {
  await settled(page);
  await page.evaluate(AXE);
  return page.evaluate(async (part) => {
    const runner = (
      globalThis as unknown as { axe: { run(context: Document | string, options: object): Promise<AxeResult> } }
    ).axe;
    interface AxeResult {
      violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[];
    }
    const result = await runner.run(part ?? document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return result.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id} at ${JSON.stringify(node.target)}: ${node.failureSummary ?? ''}`),
    );
  }, within);
}

/** Pictures of every open page, and what the server printed, in `build/failures/`: for whoever looks into a failure. */
export async function photograph(browser: Browser, name: string, output: string): Promise<void> {
  const folder = fromRoot('build/failures');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.log`), output);
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) await page.screenshot({ path: join(folder, `${name}-${index}.png`) });
}
