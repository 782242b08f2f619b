import type { FrameLocator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { snippetHtml } from '../../src/protocol/snippet.ts';
import { axe } from '../support/browser.ts';
import { gone, seen } from '../support/see.ts';
import { useStage } from '../support/stage.ts';

/** The settings page of the inbox, with the built widget in its preview. */
const stage = useStage('settings');
const LAUNCHER = /^(Open|Close) chat/;

async function settings(who: 'owner' | 'jonas' = 'owner', options = {}, page = 'settings'): Promise<Page> {
  const agent = await stage.agent(who, options);
  await agent.page.goto(`${stage.server.origin}/inbox/#/${page}`);
  // Nobody writes before there is something to look at.
  if (who === 'owner' && page === 'settings')
    await preview(agent.page).locator('shopbell-chat').waitFor({ state: 'attached' });
  return agent.page;
}
const preview = (page: Page): FrameLocator => page.frameLocator('iframe[title="The chat on a page"]');
const publish = (page: Page) => page.getByRole('button', { name: 'Save and publish' });
const choose = (page: Page, group: string, choice: string) =>
  page.getByRole('group', { name: group, exact: true }).getByLabel(choice, { exact: true }).check({ force: true });
const published = async (): Promise<Record<string, never>> =>
  (await fetch(`${stage.server.origin}/api/v1/shops/demo/widget?locale=en`)).json() as never;

describe('the settings page', () => {
  it('[IN60] shows the chat itself with what is not published yet, and publishes nothing before it is saved', async () => {
    const page = await settings();
    const chat = preview(page);
    await seen(chat.getByRole('dialog', { name: 'Chat with Hazel & Hem' }));
    const before = await published();
    await page.getByLabel('Colour, six hex digits').fill('#7a3b5c');
    const painted = () =>
      chat.locator('.sb').evaluate((element: HTMLElement) => element.style.getPropertyValue('--sb-brand'));
    await expect.poll(painted).toBe('#7a3b5c');
    await choose(page, 'Position', 'Bottom left');
    await page.getByRole('textbox', { name: 'Title' }).fill('Ask Hazel');
    await seen(chat.getByText('Ask Hazel'));
    await expect.poll(() => chat.locator('shopbell-chat').getAttribute('data-x')).toBe('left');
    await seen(page.getByText('3 unsaved changes'));
    expect(await published()).toEqual(before);

    await publish(page).click();
    await seen(page.getByText(/^Published/));
    expect(await published()).toMatchObject({
      appearance: { accent: '#7a3b5c', title: 'Ask Hazel' },
      options: { position: { corner: 'bottom-left' } },
    });
    await gone(page.getByText('3 unsaved changes'));
    const shop = await stage.shopper();
    const launcher = shop.page.getByRole('button', { name: LAUNCHER });
    await seen(launcher);
    await expect.poll(async () => (await launcher.boundingBox())?.x ?? 999).toBeLessThan(40);
  });

  it('[IN61] says in words and figures how well text on the colour can be read', async () => {
    const page = await settings();
    const hex = page.getByLabel('Colour, six hex digits');
    await hex.fill('#1f5b4c');
    await seen(page.getByText('Easy to read on every screen'));
    await seen(page.getByText('7.9 : 1'));
    await hex.fill('#8a8a8a');
    await seen(page.getByText('Readable; a darker or lighter'));
    await hex.fill('#12');
    await seen(page.getByText('Six hex digits, such as'));
  });

  it('[IN69] the chat in the preview takes the focus from nobody who writes or chooses', async () => {
    const page = await settings();
    const chat = preview(page);
    for (const state of ['Closed', 'Open']) await choose(page, 'State in the preview', state);
    await seen(chat.getByRole('dialog', { name: /^Chat with/ }));
    await chat.locator('.sb').evaluate(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      for (let n = 0; n < 4; n++) await frame();
    });
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  });

  it('[IN62] greeting, state and delay hold on all pages, weaker than what a page says', async () => {
    const page = await settings();
    await page.getByRole('textbox', { name: 'Greeting', exact: true }).fill('Need a hand?');
    await choose(page, 'State in the preview', 'Greeting');
    await seen(preview(page).getByText('Need a hand?'));
    await publish(page).click();
    await seen(page.getByText(/^Published/));
    const shop = await stage.shopper();
    await seen(shop.page.getByRole('status').getByText('Need a hand?'));

    await choose(page, 'When a page loads', 'Closed');
    await publish(page).click();
    await expect.poll(async () => (await published()).options).toMatchObject({ widgetState: 'close' });
    const quiet = await stage.shopper();
    await seen(quiet.page.getByRole('button', { name: LAUNCHER }));
    expect(await quiet.page.getByText('Need a hand?').count()).toBe(0);
  });

  it('[IN68] what is not published yet outlives a turned screen and another page', async () => {
    const page = await settings();
    const greeting = page.getByRole('textbox', { name: 'Greeting', exact: true });
    await greeting.fill('Written on the train');
    await page.setViewportSize({ width: 700, height: 900 });
    await expect.poll(() => greeting.inputValue()).toBe('Written on the train');
    await page.goto(`${stage.server.origin}/inbox/#/install`);
    await seen(page.getByText('Using Google Tag Manager?'));
    await page.goBack();
    await expect.poll(() => greeting.inputValue()).toBe('Written on the train');
    await seen(page.getByText('1 unsaved change'));
    await page.getByRole('button', { name: 'Discard' }).click();
    expect(await greeting.inputValue()).not.toBe('Written on the train');
  });

  it('[IN68] what is written while the rest is on its way is not published and not lost', async () => {
    const page = await settings();
    const greeting = page.getByRole('textbox', { name: 'Greeting', exact: true });
    let go = (): void => {};
    await page.route('**/api/v1/settings', async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue();
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      await route.continue();
    });
    await greeting.fill('First');
    const asked = page.waitForRequest((request) => request.method() === 'PATCH');
    await publish(page).click();
    await asked;
    await greeting.fill('First, and second');
    go();
    await seen(page.getByText(/^Published/));
    expect(await greeting.inputValue()).toBe('First, and second');
    await seen(page.getByText('1 unsaved change'));
    expect(await published()).toMatchObject({ teaser: 'First' });
  });

  it('[IN63] names a value that is not allowed, and does not publish it', async () => {
    const page = await settings();
    await page.getByLabel('Side, pixels', { exact: true }).fill('2000');
    await seen(page.getByText('Not published like this: pixels from 0 to 1000.'));
    expect(await publish(page).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Discard' }).click();
    await gone(page.getByText('Not published like this: pixels from 0 to 1000.'));
  });

  it('[IN64] gives the snippet of the shop to copy, with hints for Tag Manager and policies', async () => {
    const page = await settings('owner', { permissions: ['clipboard-read', 'clipboard-write'] }, 'install');
    const snippet = snippetHtml({ shop: 'demo', origin: stage.server.origin });
    await seen(page.getByText(snippet.trim()));
    await page.getByRole('button', { name: 'Copy: Snippet' }).click();
    await seen(page.getByText('Copied.'));
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(snippet);
    await seen(page.getByText('Using Google Tag Manager?'));
    await seen(page.getByText(/script-src .*;/));
    await choose(page, 'Form of the snippet', 'With commands');
    await seen(page.getByText(/Shopbell\('init', \{ shop: 'demo' \}\);/));
    await choose(page, 'Form of the snippet', 'With a nonce');
    await seen(page.getByText(/<script async nonce="__NONCE__"/));
    await seen(page.getByText(/script-src 'nonce-__NONCE__' 'strict-dynamic';/));
  });

  it('[IN65] is not for those who may not change settings', async () => {
    const page = await settings('jonas');
    await seen(page.getByText(/^Your account may not change/));
    await page.getByRole('button', { name: /menu$/ }).click();
    expect(await page.getByRole('menuitem', { name: 'Settings' }).count()).toBe(0);
    expect((await page.context().request.get(`${stage.server.origin}/api/v1/settings`)).status()).toBe(403);
    stage.forgive(/403/);
  });

  it.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' as const }],
    ['a phone', { viewport: { width: 390, height: 844 } }],
  ])('[IN66] has no flaw that axe finds: %s', async (_, options) => {
    const page = await settings('owner', options);
    await seen(preview(page).getByRole('dialog'));
    expect(await axe(page)).toEqual([]);
    await page.goto(`${stage.server.origin}/inbox/#/install`);
    await seen(page.getByText('Copy the snippet'));
    expect(await axe(page)).toEqual([]);
  });
});
