import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { boxOf, composer, launcher, panel, run, SNIPPET, soon, useShopPages } from '../support/shop-pages.ts';

/** The widget beside bars, drawers and dialogs of the page. */
const shop = useShopPages();
const { visit } = shop;

const HOME = { x: 820, y: 820 };
const bar = (style: string, more = ''): string =>
  `<div id="bar" style="position:fixed;background:#fff;${style}" ${more}>A bar of the shop</div>`;
const COOKIES = bar('left:0;right:0;bottom:0;height:100px');
const DRAWER = `<aside id="drawer" style="position:fixed;inset:0 0 0 auto;width:400px;background:#fff">Your cart</aside>`;
const SHADE = '<div id="shade" style="position:fixed;inset:0;background:rgba(0,0,0,.4)"></div>';
const remove = (page: Page, selector: string): Promise<void> =>
  page.evaluate((wanted) => document.querySelector(wanted)?.remove(), selector);
const add = (page: Page, html: string): Promise<void> =>
  page.evaluate((code) => document.body.insertAdjacentHTML('beforeend', code), html);

describe('bars and buttons of the page', () => {
  it('[LO40] the launcher stands above a cookie bar, and comes back when that goes', async () => {
    const page = await visit(`<h1>Shop</h1>${COOKIES}${SNIPPET}`);
    await launcher(page).waitFor();
    await soon(() => boxOf(page)).toEqual({ x: 820, y: 720 });
    await remove(page, '#bar');
    await soon(() => boxOf(page)).toEqual(HOME);
  });

  it('[LO40] above a bar to add to the cart that sticks to the edge, and above a bar upon a bar', async () => {
    const page = await visit(
      `<main style="height:3000px">Shop<div style="position:sticky;top:860px;height:40px;background:#fff">Add to cart</div></main>${SNIPPET}`,
    );
    await soon(() => boxOf(page)).toEqual({ x: 820, y: 780 });
    await add(page, bar('right:0;bottom:40px;width:300px;height:100px'));
    await soon(() => boxOf(page)).toEqual({ x: 820, y: 680 });
  });

  it('[LO40] below a bar at the top, and from the other corner likewise', async () => {
    const page = await visit(
      `${bar('left:0;right:0;top:0;height:60px')}<script async src="/shopbell.js?shop=demo&position=top_left"></script>`,
    );
    await soon(() => boxOf(page)).toEqual({ x: 20, y: 80 });
  });

  it('[LO40] what scrolls along, or is the page itself, is no reason to move, and nothing is fetched', async () => {
    const page = await visit(`<main style="height:3000px;background:#eee">Shop</main>${SNIPPET}`);
    await launcher(page).waitFor();
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => scrollTo(0, 500));
    await soon(() => page.evaluate(() => scrollY)).toBe(500);
    expect(await boxOf(page)).toEqual(HOME);
    expect(shop.server.asked).toEqual(['/page', '/shopbell.js?shop=demo']);
    const framed = await visit(
      `<div style="position:fixed;inset:0;overflow:auto"><h1>Shop</h1></div>${SHADE}${SNIPPET}`,
    );
    await soon(() => shop.server.asked.some((path) => path.endsWith('parts/neighbour.js'))).toBe(true);
    await framed.waitForLoadState('networkidle');
    expect(await boxOf(framed)).toEqual(HOME);
  });

  it('[LO41] a panel that is open has the room above, and ends below what lies over its edge', async () => {
    const page = await visit(
      `${COOKIES}${bar('left:0;right:0;top:0;height:90px;z-index:2147483647').replace('id="bar"', '')}${SNIPPET}`,
    );
    await soon(() => boxOf(page)).toEqual({ x: 820, y: 720 });
    await launcher(page).click();
    await panel(page).waitFor();
    await soon(async () => ((await panel(page).boundingBox())?.y ?? 0) >= 90).toBe(true);
    await page.getByRole('button', { name: 'More options' }).click();
    await page.getByRole('menu').waitFor();
  });
});

describe('drawers of the page', () => {
  it('[LO42] the launcher slides beside a drawer, over its shade, and back', async () => {
    const page = await visit(`<h1>Shop</h1>${SNIPPET}`);
    await launcher(page).waitFor();
    await add(page, SHADE + DRAWER);
    await soon(() => boxOf(page)).toEqual({ x: 420, y: 820 });
    await remove(page, '#drawer');
    await remove(page, '#shade');
    await soon(() => boxOf(page)).toEqual(HOME);
  });

  it('[LO42] a drawer within a dialog over the whole screen is one too', async () => {
    const page = await visit(
      `<h1>Shop</h1><div role="dialog" style="position:fixed;inset:0;background:rgba(0,0,0,.5)">${DRAWER.replace('fixed', 'absolute')}</div>${SNIPPET}`,
    );
    await soon(() => boxOf(page)).toEqual({ x: 420, y: 820 });
  });

  it('[LO42] one that slides in is followed to where it comes to rest', async () => {
    const page = await visit(
      `<style>#drawer{transform:translateX(100%);transition:transform .6s}.on #drawer{transform:none}</style><h1>Shop</h1>${DRAWER}${SNIPPET}`,
    );
    await launcher(page).waitFor();
    await page.evaluate(() => document.body.classList.add('on'));
    await soon(() => boxOf(page)).toEqual({ x: 420, y: 820 });
    await page.evaluate(() => document.body.classList.remove('on'));
    await soon(() => boxOf(page)).toEqual(HOME);
  });

  it('[LO43] on a phone the launcher hides, and an open chat stays', async () => {
    const page = await visit(`<h1>Shop</h1>${SNIPPET}`);
    await page.setViewportSize({ width: 390, height: 800 });
    await launcher(page).waitFor();
    const drawer = DRAWER.replace('400px', '320px');
    await add(page, drawer);
    await launcher(page).waitFor({ state: 'hidden' });
    await remove(page, '#drawer');
    await launcher(page).waitFor();
    await run(page, 'open');
    await panel(page).waitFor();
    await add(page, drawer);
    await composer(page).fill('Still here');
    await page.getByRole('button', { name: 'Minimise' }).click();
    await launcher(page).waitFor({ state: 'hidden' });
  });
});

describe('modal dialogs of the page', () => {
  const DIALOG = `<h1>Shop</h1><dialog style="overflow:hidden;transform:translateX(5px)"><button id="done" onclick="this.parentNode.close()">Done</button></dialog>`;
  const show = (page: Page): Promise<void> => page.evaluate(() => document.querySelector('dialog')?.showModal());
  const isShown = (page: Page): Promise<boolean> => page.evaluate(() => !!document.querySelector('dialog')?.open);
  const parent = (page: Page): Promise<string | undefined> =>
    page.evaluate(() => document.querySelector('shopbell-chat')?.parentElement?.localName);

  it('[LO44] the launcher of a plain page can be used over one', async () => {
    const page = await visit(DIALOG + SNIPPET);
    await launcher(page).waitFor();
    await show(page);
    await soon(() => parent(page)).toBe('dialog');
    expect(await boxOf(page)).toEqual(HOME);
    await launcher(page).click();
    await composer(page).fill('Which size?');
  });

  it('[LO44] an open chat goes into it and back with its text, its place and the focus', async () => {
    const page = await visit(DIALOG + SNIPPET);
    await launcher(page).click();
    await composer(page).fill('Which size?');
    await show(page);
    await soon(() => parent(page)).toBe('dialog');
    const { y } = (await panel(page).boundingBox())!;
    await composer(page).pressSequentially(' M or L?');
    await page.evaluate(() => document.querySelector('dialog')?.close());
    await soon(() => parent(page)).toBe('body');
    expect((await panel(page).boundingBox())?.y).toBe(y);
    expect(await composer(page).inputValue()).toBe('Which size? M or L?');
    expect(await composer(page).evaluate((area: HTMLElement) => area.matches(':focus'))).toBe(true);
  });

  it('[LO45] Escape closes what it was meant for', async () => {
    const page = await visit(DIALOG + SNIPPET);
    await launcher(page).click();
    await panel(page).waitFor();
    await show(page);
    await soon(() => parent(page)).toBe('dialog');
    await page.getByRole('button', { name: 'Emoji' }).click();
    await page.getByRole('dialog', { name: 'Emoji' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Emoji' }).waitFor({ state: 'detached' });
    expect(await panel(page).isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'hidden' });
    expect(await isShown(page)).toBe(true);
    await page.keyboard.press('Escape');
    await soon(() => isShown(page)).toBe(false);
  });

  it('[LO44] of two it goes into the upper one, and out of one that is taken away', async () => {
    const page = await visit(`${DIALOG}<dialog id="second">Sure?</dialog>${SNIPPET}`);
    await launcher(page).waitFor();
    await show(page);
    await soon(() => parent(page)).toBe('dialog');
    await page.evaluate(() => (document.getElementById('second') as HTMLDialogElement).showModal());
    await soon(() => page.locator('#second > shopbell-chat').count()).toBe(1);
    await remove(page, '#second');
    await soon(() => page.locator('dialog > shopbell-chat').count()).toBe(1);
    await remove(page, 'dialog');
    await soon(() => parent(page)).toBe('body');
    await launcher(page).click();
    await panel(page).waitFor();
  });

  it('[LO46] a chat in an element of a dialog stays there, and its Escape is the dialog’s', async () => {
    const page = await visit(
      `<dialog><div id="here" style="height:500px;width:400px"></div></dialog><script async src="/shopbell.js?shop=demo" data-position='{"inline":"#here"}'></script>`,
    );
    await page.locator('#here > shopbell-chat').waitFor({ state: 'attached' });
    await show(page);
    await composer(page).fill('In here');
    await page.keyboard.press('Escape');
    await soon(() => isShown(page)).toBe(false);
    await show(page);
    expect(await composer(page).inputValue()).toBe('In here');
  });
});

it('[LO47] nothing runs while the page is at rest', async () => {
  await shop.context.addInitScript(() => {
    const counts = { timers: 0, frames: 0 };
    Object.assign(window, { counts });
    const { setTimeout, setInterval, requestAnimationFrame } = window;
    Object.assign(window, {
      setTimeout: (...args: Parameters<typeof setTimeout>) => {
        counts.timers += 1;
        return setTimeout.apply(window, args);
      },
      setInterval: (...args: Parameters<typeof setInterval>) => {
        counts.timers += 1000;
        return setInterval.apply(window, args);
      },
      requestAnimationFrame: (run: FrameRequestCallback) => {
        counts.frames += 1;
        return requestAnimationFrame.call(window, run);
      },
    });
  });
  const page = await visit(`${COOKIES}${SNIPPET}`);
  await soon(() => boxOf(page)).toEqual({ x: 820, y: 720 });
  const count = (): Promise<string> =>
    page.evaluate(() => JSON.stringify((window as never as { counts: object }).counts));
  // At rest: two looks a second apart see the same.
  let last = '';
  const isStill = async (): Promise<boolean> => {
    const before = last;
    last = await count();
    return before === last;
  };
  await expect.poll(isStill, { interval: 1000, timeout: 10_000 }).toBe(true);
});
