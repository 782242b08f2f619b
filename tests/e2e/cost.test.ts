import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeConversation, type Talk } from '../../bench/page/conversation.ts';
import { MAKES_NO_CODE, openAndClose, stockOf } from '../../bench/page/leaks.ts';
import { heapsOf, messagesOf, opened } from '../../bench/page/long-log.ts';
import { type Pages, servePages } from '../../bench/page/serve-pages.ts';
import { LONG_MS, longest, traced, WIDGET } from '../../bench/page/trace.ts';
import { type Visit, visit } from '../../bench/page/visit.ts';
import { type Measured, startServer } from '../../bench/server/processes.ts';
import { launchBrowser } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';

// `npm run bench -- page` measures all of it, times among them. Here stands what does not hang on how busy a machine is.
let server: Measured;
let browser: Browser;
let pages: Pages;
let talk: Talk;

/** Shoppers' devices are so many times slower than this machine. */
const SLOWER = 4;
/** More than a page is given at first; the last word is the shopper's, so that an answer is a row of its own. */
const MESSAGES = 131;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  [pages, talk] = await Promise.all([servePages(server.origin), makeConversation(server.origin, MESSAGES)]);
}, 120_000);

afterAll(async () => {
  talk?.close();
  await browser?.close();
  await pages?.stop();
  await server?.stop();
}, 60_000);

const rested = ({ page }: Visit): Promise<void> => page.waitForLoadState('networkidle');

it('[PC1] moves nothing on the page: when it comes, opens and closes', async () => {
  const one = await visit(browser, pages.quiet('widget'));
  await opened(one);
  await rested(one);
  await openAndClose(one, 2);
  expect((await one.marks()).shift).toBe(0);
  await one.close();
});

it('[PC2] before the shopper comes near, no task of its scripts is long, on a device four times slower', async () => {
  const one = await visit(browser, 'about:blank');
  const { tasks } = await traced(browser, one.page, async () => {
    await one.page.goto(pages.quiet('widget'));
    await one.marked('launcher');
    await rested(one);
  });
  const ours = tasks.filter(({ scripts }) => scripts.some((url) => WIDGET.test(url)));
  expect(ours.length).toBeGreaterThan(0);
  expect(longest(ours) * SLOWER).toBeLessThan(LONG_MS);
  await one.close();
});

it('[PC3] does nothing while nobody does: no timer, frame, call, drawing or request in three seconds', async () => {
  const one = await visit(browser, pages.quiet('widget'));
  await one.marked('launcher');
  await rested(one);
  const { done } = await traced(browser, one.page, () => new Promise((resolve) => setTimeout(resolve, 3000)));
  expect(done).toEqual({});
  await one.close();
});

it('[PC4] takes at most 2 MB of memory with fifty messages', async () => {
  const { control, widget } = await heapsOf({ browser, pages }, talk.token, 50);
  expect(widget.scripts - control.scripts).toBeLessThan(2 * 1024 * 1024);
  expect(widget.scripts).toBeGreaterThan(control.scripts);
});

it('[PC5] leaves no node, listener or byte behind when it is opened and closed, again and again', async () => {
  const still = await launchBrowser({ more: [MAKES_NO_CODE] });
  const one = await visit(still, pages.quiet('widget'), { token: talk.token });
  await opened(one);
  await openAndClose(one, 5);
  await rested(one);
  const before = await stockOf(one);
  await openAndClose(one, 30);
  const after = await stockOf(one);
  for (const name of ['nodes', 'listeners', 'bytes'] as const) {
    expect(after[name], name).toBeLessThanOrEqual(before[name] * 1.01);
  }
  await still.close();
});

it('[PC6] of a long conversation only what is near the reader is drawn, and what they read stays where it is', async () => {
  const one = await visit(browser, pages.quiet('widget'), { token: talk.token });
  const { page } = one;
  await opened(one);
  await page.mouse.move(1080, 430);
  await eventually('all is loaded', async () => {
    await page.mouse.wheel(0, -1500);
    return (await messagesOf(one)) >= MESSAGES;
  });
  const log = page.locator('.log');
  await eventually('the part for long conversations is there', () =>
    log
      .locator('.past')
      .first()
      .evaluate((piece) => getComputedStyle(piece).contentVisibility === 'auto'),
  );
  const read = log.getByText(`${MESSAGES - 60}. `, { exact: false }).first();
  await read.scrollIntoViewIfNeeded();
  const place = (): Promise<number> => read.evaluate((row) => row.getBoundingClientRect().top);
  let last = Number.NaN;
  await eventually('the log is at rest', async () => {
    const before = last;
    last = await place();
    return last === before;
  });
  await talk.answer('One thing more: it comes in sea mist and in clay.');
  await page.getByRole('button', { name: 'New message' }).waitFor();
  expect(Math.abs((await place()) - last)).toBeLessThan(2);
  await page.getByRole('button', { name: 'New message' }).click();
  await log.getByText('One thing more').waitFor();
  await one.close();
});
