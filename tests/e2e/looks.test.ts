import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { seen } from '../support/see.ts';
import { openShopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

/** How the panel looks and moves, as far as a picture cannot say it. */
const stage = useStage('looks');
const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

const isScrolledTo = (track: Locator): Promise<number> => track.evaluate((list) => Math.round(list.scrollLeft));

it('[WI84] arrow keys move a row of products by a card and back; its button is for the mouse only', async () => {
  const shopper = await stage.shopper();
  await shopper.openChat();
  await shopper.ask('do you have linen shirts', 'These could be something for you:');
  const track = shopper.log.getByRole('list', { name: 'Suggested products' });
  await seen(track.getByRole('button', { name: 'Add to cart' }));
  await track.focus();
  await shopper.page.keyboard.press('ArrowRight');
  await eventually('the second card stands first', async () => (await isScrolledTo(track)) === 216);
  await shopper.page.keyboard.press('ArrowLeft');
  await eventually('the first card is back', async () => (await isScrolledTo(track)) === 0);
  const button = shopper.log.locator('.sb-next');
  expect(await button.getAttribute('tabindex')).toBe('-1');
  await button.click();
  await eventually('the button moves it as well', async () => (await isScrolledTo(track)) === 216);
});

it.each([
  ['on a desktop', {}],
  ['on a narrow phone', PHONE],
])('[WI87] nothing makes the panel scroll sideways, %s', async (_, options) => {
  const [shopper, agent] = await Promise.all([stage.shopper('/demo/', options), stage.agent()]);
  await shopper.wantPerson();
  const address = `${'a'.repeat(60)}@${'b'.repeat(60)}.example`;
  await shopper.giveEmail(address);
  await agent.read('New', await shopper.conversation());
  await agent.reply('unbreakable'.repeat(20));
  await seen(shopper.log.getByText('unbreakable'));
  await shopper.say(`${'Donaudampfschifffahrt'.repeat(10)} https://shop.example/${'long-'.repeat(60)}`);
  await seen(shopper.log.getByRole('link'));
  const wide = await shopper.panel.evaluate((panel) => {
    const { left, right } = panel.getBoundingClientRect();
    return [panel, ...panel.querySelectorAll<HTMLElement>('*')]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        const outside = box.width > 1 && (box.right > right + 1 || box.left < left - 1);
        return outside && !element.closest('.sb-products');
      })
      .map(({ className }) => `${className}`);
  });
  expect(wide).toEqual([]);
});

it.each([
  ['no-preference', true],
  ['reduce', false],
] as const)('[WI88] the panel opens and closes with a movement: motion %s', async (reducedMotion, moves) => {
  const shopper = await stage.shopper('/demo/', { reducedMotion });
  await shopper.openChat();
  await seen(shopper.log.getByRole('button', { name: 'Talk to a person' }));
  await shopper.minimise();
  /** What moves two frames after a press on the launcher, ms each. */
  const durations = (open: boolean): Promise<number[]> =>
    shopper.page.locator('.panel').evaluate((panel, isOpening) => {
      (panel.getRootNode() as ShadowRoot).querySelector<HTMLElement>('.sb-launcher')!.click();
      return new Promise<number[]>((resolve) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const now = panel.getAnimations().map((one) => Number(one.effect!.getComputedTiming().duration));
            resolve(isOpening === panel.hasAttribute('hidden') ? [-1] : now.filter((duration) => duration > 1));
          }),
        );
      });
    }, open);
  expect((await durations(true)).length > 0, 'opening').toBe(moves);
  expect((await durations(false)).length > 0, 'closing').toBe(moves);
});

it('[WI80] a browser sounds the bell for a reply that comes while the panel is closed', async () => {
  const [watched, agent] = await Promise.all([stage.blank(), stage.agent()]);
  const { page } = watched;
  await page.addInitScript(() => {
    const heard = { times: 0 };
    const construct = (target: typeof AudioContext, given: unknown[]): AudioContext => {
      heard.times += 1;
      return Reflect.construct(target, given);
    };
    Object.assign(window, { heard, AudioContext: new Proxy(AudioContext, { construct }) });
  });
  const heard = (): Promise<number> =>
    page.evaluate(() => (window as unknown as { heard: { times: number } }).heard.times);
  const shopper = await openShopper(watched, `${stage.server.origin}/demo/`);
  await shopper.wantPerson();
  await eventually('the widget listens', () =>
    page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('parts/tabs'))),
  );
  await agent.read('New', await shopper.conversation());
  await agent.reply('While you look');
  await seen(shopper.log.getByText('While you look'));
  await shopper.minimise();
  expect(await heard()).toBe(0);
  await agent.reply('While you do not');
  await seen(page.getByRole('button', { name: /1 unread message/ }));
  await eventually('the bell is heard', async () => (await heard()) === 1);
});
