import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { boxOf, composer, launcher, panel, run, SNIPPET, soon, useShopPages } from '../support/shop-pages.ts';

/** Where the widget stands on a page, and how its launcher looks there. */
const shop = useShopPages();
const { visit } = shop;

/** Colours of the launcher's edge, fill and icon as a browser paints them, and how the fill stands out from white. */
const look = (page: Page) =>
  launcher(page).evaluate((button) => {
    const { backgroundColor, color, borderTopColor, borderTopWidth } = getComputedStyle(button);
    return { backgroundColor, color, borderTopColor, borderTopWidth };
  });
const icon = (page: Page): Promise<string> =>
  launcher(page)
    .locator('.sb-bell')
    .evaluate((bell) => getComputedStyle(bell).clipPath);

describe('the place of the widget', () => {
  it('[LO58] each field of the position can change while the page is there, and back', async () => {
    const page = await visit(SNIPPET);
    await launcher(page).waitFor();
    const goes = async (position: unknown, box: { x: number; y: number }): Promise<void> => {
      await run(page, 'update', { position });
      await soon(() => boxOf(page)).toEqual(box);
    };
    await goes('bottom_left', { x: 20, y: 820 });
    await goes({ corner: 'top_right', x: 30, y: 40 }, { x: 810, y: 40 });
    await goes({ corner: 'top-left', x: 0, y: 0 }, { x: 0, y: 0 });
    await goes({ x: 100, phone: { x: 7, y: 9 } }, { x: 740, y: 820 });
    await page.setViewportSize({ width: 400, height: 700 });
    await soon(() => boxOf(page)).toEqual({ x: 333, y: 631 });
    await page.setViewportSize({ width: 900, height: 900 });
    await goes({ zIndex: 7 }, { x: 820, y: 820 });
    const zIndex = (): Promise<string> =>
      page.locator('shopbell-chat').evaluate((element) => getComputedStyle(element).zIndex);
    expect(await zIndex()).toBe('7');
    await goes('bottom-right', { x: 820, y: 820 });
    expect(await zIndex()).toBe('2147480000');
  });

  it('[LO58] it moves into an element of the page and out of it, open and with what was written', async () => {
    const page = await visit(`<main id="here" style="height:500px;width:400px"></main>${SNIPPET}`);
    await launcher(page).waitFor();
    await run(page, 'update', { position: { inline: '#here' } });
    await page.locator('#here').getByRole('dialog').waitFor();
    await composer(page).fill('In the page');
    expect(await launcher(page).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Minimise' }).count()).toBe(0);
    await run(page, 'update', { position: 'bottom-left' });
    await soon(() => boxOf(page)).toEqual({ x: 20, y: 820 });
    expect(await composer(page).inputValue()).toBe('In the page');
    await page.getByRole('button', { name: 'Minimise' }).click();
    await panel(page).waitFor({ state: 'hidden' });
  });

  it('[LO58] an element that goes and comes with what the page shows has the chat again', async () => {
    const page = await visit(
      `<div id="app"><main id="here" style="height:500px"></main></div><script async src="/shopbell.js?shop=demo" data-position='{"inline":"#here"}'></script>`,
    );
    await composer(page).fill('Still here');
    await page.evaluate(() => document.getElementById('app')?.replaceChildren());
    await soon(() => page.locator('shopbell-chat').count()).toBe(0);
    await page.evaluate(() => {
      const main = document.createElement('main');
      main.id = 'here';
      document.getElementById('app')?.append(main);
    });
    await soon(() => composer(page).inputValue()).toBe('Still here');
    expect(await page.locator('#here > shopbell-chat').count()).toBe(1);
  });

  it.each(['', '&position=top_left'])('[LO59] keeps to the safe area of the screen%s', async (position) => {
    const page = await visit(
      `<meta name="viewport" content="width=device-width,viewport-fit=cover"><script async src="/shopbell.js?shop=demo${position}"></script>`,
    );
    const session = await page.context().newCDPSession(page);
    const insets = { top: 50, bottom: 34, left: 44, right: 44 };
    await session.send('Emulation.setSafeAreaInsetsOverride' as never, { insets } as never);
    await soon(() => boxOf(page)).toEqual(position ? { x: 64, y: 70 } : { x: 776, y: 786 });
    const bubble = position ? undefined : await page.getByRole('status').boundingBox();
    if (bubble) expect(bubble.x + bubble.width).toBeLessThanOrEqual(900 - 44);
  });

  it('[LO60] is not printed, in a corner or in an element', async () => {
    const page = await visit(`<style>* { margin: 0 }</style><main id="here"></main>${SNIPPET}`);
    await launcher(page).waitFor();
    await page.emulateMedia({ media: 'print' });
    await launcher(page).waitFor({ state: 'hidden' });
    await run(page, 'update', { position: { inline: '#here' } });
    await page.locator('#here > shopbell-chat').waitFor({ state: 'attached' });
    expect(await page.locator('#here').evaluate((main: HTMLElement) => main.offsetHeight)).toBe(0);
  });
});

describe('on a phone', () => {
  it('[LO61] what is written in has text of 16 px, so that nothing zooms', async () => {
    const page = await visit(SNIPPET);
    await page.setViewportSize({ width: 390, height: 800 });
    await launcher(page).click();
    await soon(() => composer(page).evaluate((area) => getComputedStyle(area).fontSize)).toBe('16px');
  });
});

describe('the launcher', () => {
  it('[LO62] has an edge that a pale colour is seen by, and a border where the browser picks the colours', async () => {
    const page = await visit(
      `<script async src="/shopbell.js?shop=demo" data-appearance='{"accent":"#fffbe6"}'></script>`,
    );
    await launcher(page).waitFor();
    await soon(() => look(page)).toEqual({
      backgroundColor: 'rgb(255, 251, 230)',
      color: 'rgb(0, 0, 0)',
      borderTopColor: 'rgba(0, 0, 0, 0.2)',
      borderTopWidth: '1px',
    });
    await page.emulateMedia({ forcedColors: 'active' });
    const forced = await look(page);
    expect(forced.borderTopColor).toMatch(/^rgb\(/);
    expect(forced.borderTopColor).not.toBe(forced.backgroundColor);
  });

  it('[LO63] shows another icon or words, from the page or from the shop, and again the bell', async () => {
    const page = await visit(SNIPPET);
    await launcher(page).waitFor();
    const bell = await icon(page);
    const seen = new Set([bell]);
    for (const launcherIcon of ['chat', 'question']) {
      await run(page, 'update', { appearance: { launcherIcon, launcher: 'text', launcherText: 'Ask us' } });
      await soon(async () => seen.has(await icon(page))).toBe(false);
      seen.add(await icon(page));
    }
    expect((await launcher(page).boundingBox())?.width).toBeGreaterThan(100);
    expect(await launcher(page).getAttribute('aria-label')).toBe('Open chat: Ask us');
    await run(page, 'update', { appearance: {} });
    await soon(() => icon(page)).toBe(bell);
    expect((await launcher(page).boundingBox())?.width).toBe(60);
  });

  it('[LO64] no custom property of the page moves or paints it', async () => {
    const names = [
      'brand',
      'on-brand',
      'round',
      'at-x',
      'at-y',
      'phone-x',
      'phone-y',
      'z',
      'x',
      'y',
      'dx',
      'dy',
      'cover',
    ];
    const page = await visit(
      `<style>:root, body { ${names.map((name) => `--sb-${name}: 300;`).join('')} }</style><div style="position:fixed;inset:auto 0 0 0;height:50px;background:#fff">Cookies</div><script async src="/shopbell.js?shop=demo&position=bottom_left"></script>`,
    );
    await soon(() => boxOf(page)).toEqual({ x: 20, y: 770 });
    expect(await look(page)).toMatchObject({ backgroundColor: 'rgb(31, 91, 76)', color: 'rgb(255, 255, 255)' });
  });
});
