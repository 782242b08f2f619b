import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fromRoot } from '../../tools/build/paths.ts';
import type { Agent } from '../support/agent.ts';
import { eventually } from '../support/eventually.ts';
import { count, gone, seen } from '../support/see.ts';
import { useStage } from '../support/stage.ts';
import type { WebDriver } from '../support/webdriver.ts';
import { openWebkit } from '../support/webkit.ts';
import { type WebkitShopper, webkitShopper } from '../support/webkit-shopper.ts';

const stage = useStage('webkit');
const SCREENS = { desktop: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };

/** `PICTURES=1` keeps what the screen shows at each stop, in `build/webkit/`. */
async function keep(browser: WebDriver, name: string): Promise<void> {
  const folder = fromRoot('build/webkit');
  await browser.run(() => {
    document.body.dataset.painted = '';
    requestAnimationFrame(() => requestAnimationFrame(() => delete document.body.dataset.painted));
  });
  await eventually('the screen is painted', () => browser.run(() => !('painted' in document.body.dataset)));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), await browser.picture());
}

interface Visit {
  browser: WebDriver;
  shopper: WebkitShopper;
  /** A stop on the way. */
  stop(name: string): Promise<void>;
}

/** Opens the shop in a window of that size, and closes it whatever comes; a failure is photographed. */
async function visit(size: 'desktop' | 'phone', touch: boolean, work: (visit: Visit) => Promise<void>): Promise<void> {
  const browser = await openWebkit(SCREENS[size]);
  try {
    await browser.go(`${stage.server.origin}/demo/`);
    const stop = async (name: string) => (process.env.PICTURES ? keep(browser, `${size}-${name}`) : undefined);
    await work({ browser, shopper: webkitShopper(browser, touch), stop });
  } catch (error) {
    await keep(browser, `${size}-failed`);
    throw error;
  } finally {
    await browser.end();
  }
}

/** The conversation that a colleague sees in this folder, opened. */
async function readFirst(agent: Agent, folder: 'New' | 'Chatbot'): Promise<void> {
  await agent.folder(folder);
  await agent.rows.first().getByRole('link').click();
  await seen(agent.log);
}

async function closeWithSurvey({ page }: Agent): Promise<void> {
  await page.getByRole('button', { name: 'Close conversation' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Close conversation' });
  await dialog.getByRole('button', { name: 'Close conversation' }).click();
  await gone(dialog);
}

it.each([
  ['WK1', 'desktop', false],
  ['WK2', 'phone', true],
] as const)(
  '[%s] in WebKit on a %s: from the greeting over bot, cart and person to the rating, across a reload',
  { timeout: 60_000 },
  async (_, size, touch) => {
    await visit(size, touch, async ({ browser, shopper, stop }) => {
      const agent = await stage.agent();
      const { width, height } = SCREENS[size];
      expect(await browser.run(() => [innerWidth, innerHeight])).toEqual([width, height]);

      // Launcher, greeting, quick replies.
      await shopper.finds('button', 'Open chat');
      await stop('1-launcher');
      await shopper.press('button', 'Open chat');
      await shopper.finds('dialog', 'Chat with Hazel & Hem');
      await shopper.sees('automated assistant of Hazel & Hem');
      await shopper.finds('button', 'Returns');
      await stop('2-greeting');

      // The bot answers; a product goes into the cart, and the team sees it.
      await shopper.say('I want to return something');
      await shopper.sees('For a return the team needs two things');
      await shopper.say('do you have a candle');
      await shopper.sees('Cedar & fig candle');
      await stop('3-products');
      await shopper.press('button', 'Add to cart');
      await readFirst(agent, 'Chatbot');
      await seen(agent.region.getByText(/Added “.+” to cart/));

      // A person is wanted, an address is left, the person answers.
      await shopper.say('Talk to a person');
      await shopper.write('Email address', 'ines@example.com');
      await stop('4-email');
      await shopper.press('button', 'Save email');
      await shopper.sees('ines@example.com');
      await readFirst(agent, 'New');
      await seen(agent.customer.getByText('ines@example.com'));
      await agent.reply('Hello, Jonas here.');
      await shopper.sees('Hello, Jonas here.');
      await shopper.sees(/You are talking to Jonas/);
      await stop('5-person');

      // A reload keeps all of it, once.
      await browser.reload();
      const said = ['I want to return something', 'Cedar & fig candle', 'Hello, Jonas here.'];
      for (const text of said) await shopper.sees(text);
      const log = await shopper.log();
      for (const text of said) expect(count(log, text), text).toBe(1);

      // Minimised, what comes is counted; opened, it is read.
      await shopper.press('button', 'Minimise');
      await shopper.misses('dialog', 'Chat with');
      await agent.reply('Are you still there?');
      await shopper.finds('button', 'Open chat, 1 unread message');
      await stop('6-unread');
      await shopper.press('button', 'Open chat, 1 unread message');
      await shopper.sees('Are you still there?');

      // The end, and how it was.
      await closeWithSurvey(agent);
      await shopper.press('radio', '5 of 5');
      await shopper.write('Comment (optional)', 'Quick and kind.');
      await stop('7-rating');
      await shopper.press('button', 'Send rating');
      await shopper.sees('Thank you.');
      await seen(agent.region.getByText('Quick and kind.'));
      await shopper.finds('button', 'Start a new conversation');
      await stop('8-end');
    });
  },
);

it('[WK3] is a sheet over the whole screen of a phone in WebKit, and the page behind stands still', async () => {
  await visit('phone', true, async ({ browser, shopper }) => {
    await shopper.press('button', 'Open chat');
    await shopper.finds('textbox', 'Write a message');
    await eventually('the sheet fills the screen, and the page behind is held', async () => {
      const [at, overflow] = await browser.run(() => {
        const panel = document.querySelector('shopbell-chat')?.shadowRoot?.querySelector('.panel.sheet');
        const { x, y, width, height } = panel?.getBoundingClientRect() ?? new DOMRect();
        return [[x, y, width, height].map(Math.round), getComputedStyle(document.documentElement).overflowY] as const;
      });
      return `${at}` === '0,0,390,844' && overflow === 'hidden';
    });
    await browser.run(() => history.back());
    await shopper.misses('dialog', 'Chat with');
  });
});
