import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Agent } from '../support/agent.ts';
import { axe } from '../support/browser.ts';
import { seen } from '../support/see.ts';
import type { Shopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('accessible');
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The panel with every card that it knows, up to a person who has come. */
async function everyCard(shopper: Shopper): Promise<void> {
  await shopper.openChat();
  await shopper.ask('do you have a candle', 'These could be something for you:');
  await seen(shopper.log.getByRole('group', { name: 'Suggested products' }));
  await shopper.ask('where is my order 10482 marta@example.com', 'on its way');
  await seen(shopper.log.getByRole('article', { name: 'Order 10482' }));
  await shopper.wantPerson();
}

async function closeWithSurvey(agent: Agent, shopper: Shopper): Promise<Locator> {
  await agent.region.getByRole('button', { name: 'Close conversation' }).click();
  const dialog = agent.page.getByRole('dialog', { name: 'Close conversation' });
  await dialog.getByRole('button', { name: 'Close conversation' }).click();
  const survey = shopper.panel.getByRole('radiogroup', { name: 'Rate this conversation' });
  await seen(survey);
  return survey;
}

it('[EE19] has no barrier where the team signs in', async () => {
  const { page } = await stage.blank();
  stage.forgive(/401 \(Unauthorized\)/);
  await page.goto(`${stage.server.origin}/inbox/`);
  await seen(page.getByRole('textbox', { name: 'Email' }));
  expect(await axe(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Email' }).fill('jonas@demo.test');
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await seen(page.getByText('The email or the password is wrong.'));
  expect(await axe(page)).toEqual([]);
});

it('[EE20] has no barrier in the inbox, light, dark or on a phone', { timeout: 120_000 }, async () => {
  const [shopper, agent] = await Promise.all([stage.shopper('/demo/product.html?id=p-dipped-mug'), stage.agent()]);
  const { page, region } = agent;
  for (const name of ['New', 'Chatbot', 'Closed'] as const) {
    await agent.folder(name);
    await seen(page.getByRole('heading', { level: 1, name }));
    expect(await axe(page), name).toEqual([]);
  }
  await everyCard(shopper);
  await shopper.giveEmail('marta@example.com');
  await shopper.minimise();
  await shopper.page
    .getByRole('main')
    .getByRole('button', { name: /^Add .* to cart$/ })
    .click();
  await shopper.openChat();
  await agent.read('New', await shopper.conversation());
  await seen(agent.log.getByText('Added “Dipped stoneware mug” to cart'));
  await region.getByRole('button', { name: 'Insert a discount code' }).click();
  const picker = page.getByRole('dialog', { name: 'Insert a discount code' });
  await seen(picker.getByRole('radio'));
  expect(await axe(page), 'discount picker').toEqual([]);
  await picker.getByRole('button', { name: 'Insert' }).click();
  await region.getByRole('button', { name: 'Insert a product' }).click();
  const options = page.getByRole('listbox', { name: 'Products' }).getByRole('option');
  await seen(options);
  expect(await axe(page), 'product picker').toEqual([]);
  await options.first().click();
  await agent.reply('Two things for you');
  await region.getByRole('tab', { name: 'Note' }).click();
  await region.getByRole('textbox', { name: 'Note' }).fill('Ask @Priya about the glaze');
  await region.getByRole('button', { name: 'Add note' }).click();
  await seen(region.getByText('Jonas left a note'));
  await region.getByRole('button', { name: /^Assignee: / }).click();
  await seen(page.getByRole('dialog', { name: 'Assign to' }).getByRole('option'));
  expect(await axe(page), 'people').toEqual([]);
  await page.keyboard.press('Escape');
  await region.getByRole('button', { name: 'Close conversation' }).click();
  await seen(page.getByRole('dialog', { name: 'Close conversation' }));
  expect(await axe(page), 'close dialog').toEqual([]);
  await page.keyboard.press('Escape');
  const survey = await closeWithSurvey(agent, shopper);
  await survey.getByRole('radio', { name: '4 of 5' }).check({ force: true });
  await shopper.panel.getByRole('button', { name: 'Send rating' }).click();
  await agent.read('Closed', await shopper.conversation());
  await seen(agent.log.getByText('Rated the conversation'));
  expect(await axe(page), 'every kind of entry').toEqual([]);

  await page.getByRole('button', { name: 'Hazel & Hem, menu' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.waitForFunction(() => getComputedStyle(document.documentElement).colorScheme.includes('dark'));
  expect(await axe(page), 'dark').toEqual([]);

  const phone = await stage.agent('priya', PHONE);
  expect(await axe(phone.page), 'folders on a phone').toEqual([]);
  await phone.read('Closed', await shopper.conversation());
  expect(await axe(phone.page), 'conversation on a phone').toEqual([]);
});

it.each([
  ['light', {}],
  ['dark', { colorScheme: 'dark' as const }],
  ['on a phone', PHONE],
])('[EE21] has no barrier in the shopper’s panel, %s', { timeout: 90_000 }, async (look, options) => {
  const theme = look === 'dark' ? '?theme=dark' : '';
  const [shopper, agent] = await Promise.all([stage.shopper(`/demo/${theme}`, options), stage.agent()]);
  await seen(shopper.page.getByRole('button', { name: /^Open chat/ }));
  expect(await axe(shopper.page), 'launcher').toEqual([]);
  await everyCard(shopper);
  expect(await axe(shopper.page), 'cards and email').toEqual([]);
  await agent.read('New', await shopper.conversation());
  await agent.reply('Hello!');
  await seen(shopper.log.getByText('Hello!'));
  const survey = await closeWithSurvey(agent, shopper);
  await survey.getByRole('radio', { name: '5 of 5' }).check({ force: true });
  expect(await axe(shopper.page), 'survey').toEqual([]);
});
