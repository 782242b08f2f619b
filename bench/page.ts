import { LIMITS } from '../src/protocol/limits.ts';
import { launchBrowser } from '../tests/support/browser.ts';
import { beforeInteraction } from './page/before.ts';
import type { Bench } from './page/bench.ts';
import { buildFloor } from './page/build-floor.ts';
import { onClick } from './page/click.ts';
import { makeConversation } from './page/conversation.ts';
import { leaks } from './page/leaks.ts';
import { scores } from './page/lighthouse.ts';
import { heap, scrolling } from './page/long-log.ts';
import { servePages } from './page/serve-pages.ts';
import { createReport } from './report/create-report.ts';
import { startServer } from './server/processes.ts';

/** Messages that fill what a page is given at first. */
const FULL = LIMITS.welcomeEntries + 2;

/**
 * What the widget costs the page that it stands on, beside the same page without it and the least that a chat can be. To
 * try things out, PAGE_PARTS names some of the parts.
 */
export async function run(): Promise<void> {
  const { note, finish } = createReport();
  const parts = (process.env.PAGE_PARTS ?? 'before click heap scroll leaks lighthouse').split(' ');
  const server = await startServer();
  const pages = await servePages(server.origin, await buildFloor());
  const browser = await launchBrowser();
  const bench: Bench = { browser, pages, note };
  try {
    if (parts.includes('before')) await beforeInteraction(bench);
    if (parts.includes('click')) await onClick(bench);
    const talk = async (messages: number, measure: (bench: Bench, token: string) => Promise<void>): Promise<void> => {
      const { token, close } = await makeConversation(server.origin, messages);
      close();
      await measure(bench, token);
    };
    if (parts.includes('heap')) await talk(FULL, heap);
    if (parts.includes('scroll')) await talk(1000, scrolling);
    if (parts.includes('leaks')) await talk(FULL, leaks);
    if (parts.includes('lighthouse')) await scores(bench);
  } finally {
    await browser.close();
    await pages.stop();
    await server.stop();
  }
  finish();
}
