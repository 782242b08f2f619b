import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type Agent, openAgent } from './agent.ts';
import { launchBrowser, openPage, photograph, type WatchedPage, watchPage } from './browser.ts';
import { PATIENCE_MS } from './see.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { openShopper, type Shopper } from './shopper.ts';

/** A built server, a browser, and the people who come to it: what one file of tests plays on. */
export interface Stage {
  readonly server: ServerProcess;
  readonly dataDir: string;
  /** Somebody who visits a page of the demo shop, or a whole address, with a browser profile of their own. */
  shopper(path?: string, options?: BrowserContextOptions): Promise<Shopper>;
  /** One more tab of that shopper's browser. */
  tab(shopper: Shopper, path?: string): Promise<Shopper>;
  /** A colleague of the demo shop, signed in, with a browser profile of their own. */
  agent(name?: 'jonas' | 'priya' | 'owner', options?: BrowserContextOptions): Promise<Agent>;
  /** A blank page that nobody has opened anything on. */
  blank(options?: BrowserContextOptions): Promise<WatchedPage>;
  /** Lines of the console that the running test brings about itself. */
  forgive(line: RegExp): void;
}

/**
 * Sets the stage before the tests of a file and strikes it afterwards. After each test every page is closed, and the
 * test fails if one of them had a console error, an uncaught error, or a request to another server.
 * @param name of the pictures of a failure
 */
export function useStage(name: string): Stage {
  let server: ServerProcess;
  let dataDir: string;
  let browser: Browser;
  let troubles: string[][] = [];
  let forgiven: RegExp | undefined;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), `shopbell-${name}-`));
    [server, browser] = await Promise.all([startServerProcess({ dataDir }), launchBrowser()]);
  }, 60_000);

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      const id = /\[(\w+)/.exec(task.name)?.[1] ?? '';
      await photograph(browser, `${name}-${id}`, server.output());
    }
    await Promise.all(browser.contexts().map((context) => context.close()));
    const found = troubles.flat().filter((line) => !forgiven?.test(line));
    troubles = [];
    forgiven = undefined;
    expect(found).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const addressOf = (path: string): string => new URL(path, server.origin).href;

  async function blank(options?: BrowserContextOptions): Promise<WatchedPage> {
    const watched = await openPage(browser, server.origin, options);
    watched.page.setDefaultTimeout(PATIENCE_MS);
    troubles.push(watched.troubles);
    return watched;
  }

  return {
    get server() {
      return server;
    },
    get dataDir() {
      return dataDir;
    },
    blank,
    shopper: async (path = '/demo/', options) => openShopper(await blank(options), addressOf(path)),
    async tab(shopper, path = '/demo/') {
      const page = await shopper.page.context().newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      const watched = { page, troubles: watchPage(page, server.origin) };
      troubles.push(watched.troubles);
      return openShopper(watched, addressOf(path));
    },
    agent: async (who = 'jonas', options) => openAgent(await blank(options), server.origin, `${who}@demo.test`),
    forgive(line) {
      forgiven = line;
    },
  };
}
