import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest';
import { axe, launchBrowser, openPage, photograph, type WatchedPage, watchPage } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

let dataDir: string;
let server: ServerProcess;
let browser: Browser;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shopbell-e2e-'));
  server = await startServerProcess({ dataDir, env: { LOG_LEVEL: 'info' } });
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const PATIENCE = { timeout: 10_000 };
const seen = (locator: Locator): Promise<void> => locator.first().waitFor({ state: 'visible', ...PATIENCE });
const gone = (locator: Locator): Promise<void> => locator.first().waitFor({ state: 'hidden', ...PATIENCE });
/** Visible texts of the log in order: what a person reads. */
const logText = async (page: Page, name: string | RegExp): Promise<string> =>
  (await page.getByRole('log', { name }).innerText()).replace(/\s+/g, ' ');

async function signIn({ page }: WatchedPage, email: string): Promise<void> {
  await page.goto(`${server.origin}/inbox/`);
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill('demo-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await seen(page.getByRole('navigation', { name: 'Folders' }));
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Write a message' }).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

const folder = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('navigation', { name: 'Folders' }).getByRole('link', { name });
const rows = (page: Page): Locator => page.getByRole('list', { name: 'Conversations' }).getByRole('listitem');
const count = (text: string, part: string): number => text.split(part).length - 1;

it('[JO1] leads one real conversation from greeting to rating, and nothing is lost on the way', {
  timeout: 180_000,
}, async () => {
  const shopper = await openPage(browser, server.origin);
  const agent = await openPage(browser, server.origin);
  await signIn(agent, 'jonas@demo.test');
  const page = shopper.page;
  onTestFailed(() => photograph(browser, 'journey', server.output()));

  // Greeting and quick replies; no conversation yet.
  await page.goto(`${server.origin}/demo/`);
  await page.getByRole('button', { name: /^Open chat/ }).click();
  const panel = page.getByRole('dialog', { name: 'Chat with Hazel & Hem' });
  await seen(panel);
  const replies = panel.getByRole('group', { name: 'Suggested replies' });
  await seen(replies.getByRole('button', { name: 'Talk to a person' }));
  expect(await axe(page)).toEqual([]);
  await folder(agent.page, 'Chatbot').click();
  expect(await rows(agent.page).count()).toBe(0);

  // Free text: the bot answers, the team can read along, nobody is called.
  await say(page, 'What is your returns policy?');
  await seen(panel.getByText('What is your returns policy?'));
  await eventually('the bot answers', async () => count(await logText(page, 'Conversation'), 'return') >= 2);
  await seen(rows(agent.page).filter({ hasText: '🤖' }));
  expect(await agent.page.title()).not.toMatch(/^\(/);

  // Add to cart, seen by the team.
  const cartButton = page.getByRole('button', { name: /^Add .* to cart$/ });
  const product = ((await cartButton.first().getAttribute('aria-label')) ?? (await cartButton.first().innerText()))
    .replace(/^Add /, '')
    .replace(/ to cart$/, '');
  await cartButton.first().click();
  await page.keyboard.press('Escape');
  await rows(agent.page).first().getByRole('link').or(rows(agent.page).first().getByRole('button')).first().click();
  const region = agent.page.getByRole('region', { name: 'Conversation' });
  await seen(region.getByText(`Added “${product}” to cart`));
  await seen(region.getByText(new RegExp(`Subtotal €[\\d.]+ · 1 × ${product}`)));

  // A person is asked for.
  if (!(await panel.isVisible())) await page.getByRole('button', { name: /^Open chat/ }).click();
  await say(page, 'Talk to a person');
  const email = panel.getByRole('textbox', { name: 'Email address' });
  await seen(email);
  await eventually('the agent is called', async () => (await agent.page.title()).startsWith('(1) '));
  await folder(agent.page, /^New/).click();
  await seen(rows(agent.page).filter({ hasText: '💬' }));
  await email.fill('ines@example.com');
  await panel.getByRole('button', { name: 'Save email' }).click();
  await seen(panel.getByText(/ines@example\.com/));

  // Opening assigns nobody.
  await rows(agent.page).first().getByRole('link').or(rows(agent.page).first().getByRole('button')).first().click();
  await seen(region.getByText('Talk to a person'));
  await seen(agent.page.getByRole('complementary', { name: 'Customer' }).getByText('ines@example.com'));
  expect(await rows(agent.page).filter({ hasText: '💬' }).count()).toBe(1);
  expect(await axe(agent.page)).toEqual([]);

  // Replying takes over and silences the bot.
  await agent.page.getByRole('textbox', { name: 'Reply' }).fill('Hello, Jonas here. How can I help?');
  await agent.page.getByRole('button', { name: 'Send', exact: true }).click();
  await seen(panel.getByText('Hello, Jonas here. How can I help?'));
  await seen(panel.getByText(/You are talking to\s+Jonas/));
  await folder(agent.page, 'Mine').click();
  await rows(agent.page).first().getByRole('link').or(rows(agent.page).first().getByRole('button')).first().click();

  // Reload in the middle, a second tab, a restart of the server in the middle.
  const before = await logText(page, 'Conversation');
  await page.reload();
  // The panel was open, so it is again.
  await seen(panel);
  await seen(panel.getByText('Hello, Jonas here. How can I help?'));
  const after = await logText(page, 'Conversation');
  for (const text of ['What is your returns policy?', 'Talk to a person', 'Hello, Jonas here. How can I help?']) {
    expect(count(after, text), text).toBe(count(before, text));
  }
  const second = await page.context().newPage();
  const secondTroubles = watchPage(second, server.origin);
  await second.goto(`${server.origin}/demo/`);
  const secondPanel = second.getByRole('dialog', { name: 'Chat with Hazel & Hem' });
  await seen(secondPanel);
  await seen(secondPanel.getByText('Hello, Jonas here. How can I help?'));
  await server.kill();
  await say(page, 'Written while the server was away');
  await say(second, 'And from the second tab');
  await server.start();
  for (const text of ['Written while the server was away', 'And from the second tab']) {
    await region.getByText(text).first().waitFor({ state: 'visible', timeout: 40_000 });
    await panel.getByText(text).first().waitFor({ state: 'visible', timeout: 40_000 });
    await secondPanel.getByText(text).first().waitFor({ state: 'visible', timeout: 40_000 });
    expect(count(await logText(page, 'Conversation'), text)).toBe(1);
    expect(count(await logText(second, 'Conversation'), text)).toBe(1);
  }
  // The person has the floor: to these words, and to the ones before, the bot has said nothing more.
  expect(count(before, 'Assistant:')).toBeGreaterThan(0);
  expect(count(await logText(page, 'Conversation'), 'Assistant:')).toBe(count(before, 'Assistant:'));
  await second.close();

  // Close with survey; five stars and a comment; the agent sees them.
  await agent.page.getByRole('button', { name: 'Close conversation' }).first().click();
  const dialog = agent.page.getByRole('dialog', { name: 'Close conversation' });
  await seen(dialog);
  expect(await dialog.getByRole('checkbox', { name: 'Send survey' }).isChecked()).toBe(true);
  await dialog.getByRole('button', { name: 'Close conversation' }).click();
  await gone(dialog);
  await panel.getByRole('radio', { name: '5 of 5' }).click();
  await panel.getByRole('textbox', { name: 'Comment (optional)' }).fill('Quick and kind.');
  await panel.getByRole('button', { name: 'Send rating' }).click();
  await seen(panel.getByText('Thank you.'));
  await seen(region.getByText('Quick and kind.'));
  await seen(region.getByRole('img', { name: '5 of 5' }));
  await seen(panel.getByRole('button', { name: 'Start a new conversation' }));
  expect(await axe(page)).toEqual([]);

  // While the server was killed the page's own socket and fetches failed, as they must; nothing else may.
  const expected = /WebSocket connection to|ERR_CONNECTION|Failed to load resource/;
  expect([...shopper.troubles, ...agent.troubles, ...secondTroubles].filter((line) => !expected.test(line))).toEqual(
    [],
  );
});
