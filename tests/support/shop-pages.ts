import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { packageFile } from '../../tools/build/paths.ts';
import { launchBrowser } from './browser.ts';
import { type LoaderServer, startLoaderServer } from './loader-server.ts';

/** How a page is visited. */
export interface Visit {
  /** The body is the whole page. */
  whole?: boolean;
  policy?: string;
  /** With a query, if it has one. */
  path?: string;
  /** Another name of the server. */
  origin?: string;
  /** Until when; the page's `load` unless said. */
  until?: 'commit' | 'domcontentloaded';
}

/** Pages of shops with the built loader, each test with a browser profile of its own; no conversations behind them. */
export interface ShopPages {
  readonly server: LoaderServer;
  readonly browser: Browser;
  readonly context: BrowserContext;
  /** What the console said, and what went uncaught. */
  readonly said: string[];
  visit(body: string, more?: Visit): Promise<Page>;
  /** Names of the cookies that are kept. */
  cookies(): Promise<string[]>;
  /** Files of the widget that were asked for, without version. */
  files(): string[];
}

/** What a page of a shop has, as far as tests look into it. */
export interface Shop {
  Shopbell: (verb: string, ...args: unknown[]) => unknown;
  told?: unknown[];
}

/** Where the files of this version are. */
export const FILES = `/v/${packageFile().version}`;

export const SNIPPET = '<script async src="/shopbell.js?shop=demo"></script>';

export const launcher = (page: Page) => page.getByRole('button', { name: /^(Open|Close) chat/ });
export const panel = (page: Page) => page.getByRole('dialog', { name: 'Chat with Hazel & Hem' });
export const composer = (page: Page) => page.getByRole('textbox', { name: 'Write a message' });

export const run = (page: Page, verb: string, ...args: unknown[]): Promise<void> =>
  page.evaluate(([name, rest]) => void (window as unknown as Shop).Shopbell(name, ...rest), [verb, args] as const);

/** What listeners of a page have put into its `told`. */
export const told = (page: Page): Promise<unknown[] | undefined> =>
  page.evaluate(() => (window as unknown as Shop).told);

/** Polls for what a page comes to, with patience for a busy machine. */
export const soon = <T>(probe: () => T | Promise<T>) => expect.poll(probe, { timeout: 10_000 });

/** The launcher's box, its corners rounded to whole px. */
export async function boxOf(page: Page): Promise<{ x: number; y: number } | null> {
  const box = await launcher(page).boundingBox();
  return box && { x: Math.round(box.x), y: Math.round(box.y) };
}

/**
 * Starts server and browser before the tests of a file and ends them afterwards.
 * @param patienceMs how long a test waits for what it asks of a page
 */
export function useShopPages(options: BrowserContextOptions = {}, patienceMs = 10_000): ShopPages {
  let browser: Browser;
  let server: LoaderServer;
  let context: BrowserContext;
  let said: string[];

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchBrowser(), startLoaderServer()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 900, height: 900 }, locale: 'en-GB', ...options });
    context.setDefaultTimeout(patienceMs);
    server.tamper = (_, text) => text;
    said = [];
  });
  afterEach(() => context.close());

  return {
    get server() {
      return server;
    },
    get browser() {
      return browser;
    },
    get context() {
      return context;
    },
    get said() {
      return said;
    },
    async visit(body, { whole, policy, path = '/page', origin = server.origin, until } = {}) {
      const head = '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Shop</title>';
      const [address = ''] = path.split('?');
      server.pages.set(address, { html: whole ? body : `${head}<body>${body}</body></html>`, policy });
      server.asked.length = 0;
      const page = await context.newPage();
      page.on('console', (message) => {
        const text = message.text();
        // The browser's own line has the address beside it.
        said.push(text.startsWith('Failed to load resource') ? `${text} ${message.location().url}` : text);
      });
      page.on('pageerror', (error) => said.push(error.message));
      await page.goto(origin + path, { waitUntil: until });
      return page;
    },
    cookies: async () => (await context.cookies()).map(({ name }) => name).toSorted(),
    files: () => server.asked.filter((path) => path.startsWith(FILES)).map((path) => path.slice(FILES.length + 1)),
  };
}
