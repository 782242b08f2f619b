import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axe } from './browser.ts';
import { eventually } from './eventually.ts';
import { count, gone, seen, textOf } from './see.ts';
import { openShopper } from './shopper.ts';
import type { Stage } from './stage.ts';

/** A page of a shop that the journey is made on. */
export interface JourneyShop {
  address: string;
  /** Answers what the page asks of others. */
  network?(context: BrowserContext): Promise<unknown>;
  /** Puts one piece into the cart; gives its name, and a pattern of the sum that the team reads. */
  addToCart(page: Page): Promise<{ product: string; subtotal: string }>;
  /** What of the page has to be without barriers; all of it unless said otherwise. */
  axe?: string;
}

/** What the console says of a server that was killed: the page's own socket and fetches fail, as they must. */
export const SERVER_AWAY = /WebSocket connection to|ERR_CONNECTION|Failed to load resource/;

/** So long a page may take to find a server that has come back, ms. */
const AWAY_MS = 40_000;

async function signIn(page: Page, origin: string, email: string): Promise<void> {
  await page.goto(`${origin}/inbox/`);
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill('demo-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await seen(page.getByRole('navigation', { name: 'Folders' }));
}

const folder = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('navigation', { name: 'Folders' }).getByRole('link', { name });
const rows = (page: Page): Locator => page.getByRole('list', { name: 'Conversations' }).getByRole('listitem');
const readFirst = (page: Page): Promise<void> => rows(page).first().getByRole('link').click();

/** One real conversation from greeting to rating, by a shopper on this page and a person of the team. */
export async function leadConversation(stage: Stage, shop: JourneyShop): Promise<void> {
  const { server } = stage;
  const watched = await stage.blank();
  await shop.network?.(watched.page.context());
  const { page: agent } = await stage.blank();
  await signIn(agent, server.origin, 'jonas@demo.test');

  // Greeting and quick replies; no conversation yet.
  const shopper = await openShopper(watched, shop.address);
  const { page, panel } = shopper;
  await shopper.openChat();
  const replies = panel.getByRole('group', { name: 'Suggested replies' });
  await seen(replies.getByRole('button', { name: 'Talk to a person' }));
  expect(await axe(page, shop.axe)).toEqual([]);
  await folder(agent, 'Chatbot').click();
  expect(await rows(agent).count()).toBe(0);

  // Free text: the bot answers, the team can read along, nobody is called.
  await shopper.say('What is your returns policy?');
  await seen(panel.getByText('What is your returns policy?'));
  await eventually('the bot answers', async () => count(await textOf(shopper.log), 'return') >= 2);
  await seen(rows(agent).filter({ hasText: '🤖' }));
  expect(await agent.title()).not.toMatch(/^\(/);

  // Add to cart, seen by the team.
  const { product, subtotal } = await shop.addToCart(page);
  await readFirst(agent);
  const region = agent.getByRole('region', { name: 'Conversation' });
  await seen(region.getByText(`Added “${product}” to cart`));
  await seen(region.getByText(new RegExp(`Subtotal ${subtotal} · 1 × ${product}`)));

  // A person is asked for.
  if (!(await panel.isVisible())) await shopper.openChat();
  await shopper.say('Talk to a person');
  const email = panel.getByRole('textbox', { name: 'Email address' });
  await seen(email);
  await eventually('the agent is called', async () => (await agent.title()).startsWith('(1) '));
  await folder(agent, /^New/).click();
  await seen(rows(agent).filter({ hasText: '💬' }));
  await email.fill('ines@example.com');
  await panel.getByRole('button', { name: 'Save email' }).click();
  await seen(panel.getByText(/ines@example\.com/));

  // Opening assigns nobody.
  await readFirst(agent);
  await seen(region.getByText('Talk to a person'));
  await seen(agent.getByRole('complementary', { name: 'Customer' }).getByText('ines@example.com'));
  expect(await rows(agent).filter({ hasText: '💬' }).count()).toBe(1);
  expect(await axe(agent)).toEqual([]);

  // Replying takes over and silences the bot.
  await agent.getByRole('textbox', { name: 'Reply' }).fill('Hello, Jonas here. How can I help?');
  await agent.getByRole('button', { name: 'Send', exact: true }).click();
  await seen(panel.getByText('Hello, Jonas here. How can I help?'));
  await seen(panel.getByText(/You are talking to\s+Jonas/));
  await folder(agent, 'Mine').click();
  await readFirst(agent);

  // Reload in the middle, a second tab, a restart of the server in the middle.
  const before = await textOf(shopper.log);
  await page.reload();
  // The panel was open, so it is again.
  await seen(panel);
  await seen(panel.getByText('Hello, Jonas here. How can I help?'));
  const after = await textOf(shopper.log);
  for (const text of ['What is your returns policy?', 'Talk to a person', 'Hello, Jonas here. How can I help?']) {
    expect(count(after, text), text).toBe(count(before, text));
  }
  const second = await stage.tab(shopper, shop.address);
  await seen(second.panel);
  await seen(second.panel.getByText('Hello, Jonas here. How can I help?'));
  await server.kill();
  await shopper.say('Written while the server was away');
  await second.say('And from the second tab');
  await server.start();
  for (const text of ['Written while the server was away', 'And from the second tab']) {
    await seen(region.getByText(text), AWAY_MS);
    await seen(panel.getByText(text), AWAY_MS);
    await seen(second.panel.getByText(text), AWAY_MS);
    expect(count(await textOf(shopper.log), text)).toBe(1);
    expect(count(await textOf(second.log), text)).toBe(1);
  }
  // The person has the floor: to these words, and to the ones before, the bot has said nothing more.
  expect(count(before, 'Assistant:')).toBeGreaterThan(0);
  expect(count(await textOf(shopper.log), 'Assistant:')).toBe(count(before, 'Assistant:'));
  await second.page.close();

  // Close with survey; five stars and a comment; the agent sees them.
  await agent.getByRole('button', { name: 'Close conversation' }).first().click();
  const dialog = agent.getByRole('dialog', { name: 'Close conversation' });
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
  expect(await axe(page, shop.axe)).toEqual([]);
}
