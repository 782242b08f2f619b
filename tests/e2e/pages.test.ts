import { describe, expect, it } from 'vitest';
import { seen, textOf } from '../support/see.ts';
import { openShopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('pages');
const RETURNS = /For a return the team needs two things/;

/** A page tells here what its policy has refused. */
declare global {
  var refusedByPolicy: string[] | undefined;
}

// The stage itself fails on console errors and on requests to other servers.
describe('the chat works wherever it is installed', () => {
  it.each([
    '/demo/',
    '/demo/product.html?id=p-camp-shirt',
    '/demo/checkout.html',
    '/demo/help.html',
    '/demo/csp/',
    '/demo/spa/',
    '/chat?shop=demo',
  ])('[EE16] greets, listens and answers on %s, and breaks no policy', async (path) => {
    const watched = await stage.blank();
    const { page } = watched;
    await page.addInitScript(() => {
      globalThis.refusedByPolicy = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        globalThis.refusedByPolicy?.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`),
      );
    });
    const shopper = await openShopper(watched, stage.server.origin + path);
    const { panel } = shopper;
    if (!path.startsWith('/chat')) await shopper.openChat();
    await seen(panel.getByText('automated assistant of Hazel & Hem'));
    await seen(panel.getByRole('group', { name: 'Suggested replies' }).getByRole('button', { name: 'Returns' }));
    await shopper.ask('I want to return something', RETURNS);
    await shopper.ask('do you have a candle', 'These could be something for you:');
    await seen(shopper.log.getByText('Cedar & fig candle'));
    await panel.getByRole('button', { name: 'Emoji' }).click();
    await seen(panel.getByRole('dialog', { name: 'Emoji' }));
    expect(await page.evaluate(() => globalThis.refusedByPolicy)).toEqual([]);
  });
});

it('[EE17] keeps the conversation and the open panel while a single-page shop changes its views', async () => {
  const shopper = await stage.shopper('/demo/spa/');
  const { page, panel } = shopper;
  await shopper.openChat();
  await shopper.ask('I want to return something', RETURNS);
  const bubbles = (): Promise<string[]> => shopper.log.locator('.bubble').allInnerTexts();
  const before = await bubbles();
  await panel.getByRole('textbox', { name: 'Write a message' }).fill('half a thought');
  for (const [link, title] of [
    ['Linen', 'Linen · Hazel & Hem'],
    ['House', 'House · Hazel & Hem'],
  ] as const) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: link }).click();
    await page.waitForFunction((wanted) => document.title === wanted, title);
    expect(await panel.isVisible()).toBe(true);
  }
  await page.goBack();
  await page.waitForFunction(() => document.title === 'Linen · Hazel & Hem');
  expect(await panel.isVisible()).toBe(true);
  expect(await bubbles()).toEqual(before);
  expect(await panel.getByRole('textbox', { name: 'Write a message' }).inputValue()).toBe('half a thought');
  await shopper.ask('thanks', 'Is there anything else?');
  expect(new Set(shopper.frames.flatMap((frame) => /"conversation":"(c_[\w-]+)"/.exec(frame)?.[1] ?? [])).size).toBe(1);
});

it('[EE18] goes on in the same conversation, panel open, from page to page of the shop', async () => {
  const shopper = await stage.shopper('/demo/');
  const { page, panel } = shopper;
  await shopper.openChat();
  await shopper.ask('I want to return something', RETURNS);
  for (const path of ['/demo/product.html?id=p-camp-shirt', '/demo/checkout.html', '/demo/help.html']) {
    await page.goto(stage.server.origin + path);
    await seen(panel);
    await seen(shopper.log.getByText('I want to return something'));
  }
  expect((await textOf(shopper.log)).split('I want to return something')).toHaveLength(2);
});
