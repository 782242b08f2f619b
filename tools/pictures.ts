import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { launchBrowser } from '../tests/support/browser.ts';
import { startServerProcess } from '../tests/support/server-process.ts';
import { fromRoot } from './build/paths.ts';

/** `npm run pictures`: makes `docs/pictures/` from the running product, each below 300 KB. */
const folder = fromRoot('docs/pictures');
const dataDir = mkdtempSync(join(tmpdir(), 'shopbell-pictures-'));

async function keep(page: Page, name: string): Promise<void> {
  // Pictures are of a page at rest.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const png = await page.screenshot({ animations: 'disabled' });
  await sharp(png)
    .png({ palette: true, quality: 90, effort: 8 })
    .toFile(join(folder, `${name}.png`));
  console.log(`docs/pictures/${name}.png`);
}

async function newPage(browser: Browser, theme: 'light' | 'dark', phone = false): Promise<Page> {
  const viewport = phone ? { width: 390, height: 844 } : { width: 1280, height: 800 };
  const context = await browser.newContext({
    viewport,
    colorScheme: theme,
    locale: 'en-GB',
    deviceScaleFactor: phone ? 2 : 1,
    hasTouch: phone,
    isMobile: phone,
  });
  return context.newPage();
}

async function say(page: Page, text: string, answered: RegExp): Promise<void> {
  await page.getByRole('textbox', { name: 'Write a message' }).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('log', { name: 'Conversation' }).getByText(answered).last().waitFor();
}

async function story(browser: Browser, origin: string, theme: 'light' | 'dark'): Promise<void> {
  const shop = await newPage(browser, theme);
  await shop.goto(`${origin}/demo/`);
  await shop.getByRole('status').getByRole('button', { name: 'Dismiss message' }).waitFor();
  await keep(shop, `teaser-${theme}`);
  await shop.getByRole('button', { name: /^Open chat/ }).click();
  await shop.getByRole('group', { name: 'Suggested replies' }).waitFor();
  await keep(shop, `welcome-${theme}`);
  await say(shop, 'Do you have linen shirts?', /linen|Linen/);
  await shop.getByRole('button', { name: 'Add to cart' }).first().waitFor();
  await keep(shop, `products-${theme}`);
  await shop.getByRole('button', { name: 'Add to cart' }).first().click();
  await say(shop, 'Talk to a person', /person/);
  const email = shop.getByRole('textbox', { name: 'Email address' });
  await email.waitFor();
  await keep(shop, `email-${theme}`);
  await email.fill('ines@example.com');
  await shop.getByRole('button', { name: 'Save email' }).click();

  const inbox = await newPage(browser, theme);
  await inbox.goto(`${origin}/inbox/`);
  await inbox.getByRole('textbox', { name: 'Email' }).fill('jonas@demo.test');
  await inbox.getByRole('textbox', { name: 'Password' }).fill('demo-demo');
  await inbox.getByRole('button', { name: 'Sign in' }).click();
  await inbox.getByRole('link', { name: /^New/ }).click();
  await inbox.getByRole('list', { name: 'Conversations' }).getByText('ines@example.com').first().click();
  await inbox.getByRole('textbox', { name: 'Reply' }).fill('Hello Ines, Jonas here. The sea mist one is the lightest.');
  await inbox.getByRole('button', { name: 'Send', exact: true }).click();
  await shop.getByText('You are talking to').waitFor();
  await shop.getByText('The sea mist one is the lightest.').waitFor();
  await keep(shop, `person-${theme}`);
  await inbox.getByRole('log', { name: 'Messages' }).getByText('The sea mist one is the lightest.').waitFor();
  await keep(inbox, `inbox-${theme}`);
  await inbox.getByRole('button', { name: 'Close conversation' }).click();
  await inbox.getByRole('dialog').getByRole('button', { name: 'Close conversation' }).click();
  await shop.getByRole('radio', { name: '5 of 5' }).click();
  await keep(shop, `rating-${theme}`);
  await inbox.context().close();
  await shop.context().close();
}

async function phone(browser: Browser, origin: string, theme: 'light' | 'dark'): Promise<void> {
  const page = await newPage(browser, theme, true);
  await page.goto(`${origin}/demo/`);
  await page.getByRole('button', { name: /^Open chat/ }).click();
  await page.getByRole('group', { name: 'Suggested replies' }).waitFor();
  await keep(page, `phone-${theme}`);
  await page.context().close();
}

mkdirSync(folder, { recursive: true });
const server = await startServerProcess({ dataDir, env: { LOG_LEVEL: 'error' } });
const browser = await launchBrowser();
try {
  for (const theme of ['light', 'dark'] as const) {
    await story(browser, server.origin, theme);
    await phone(browser, server.origin, theme);
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
