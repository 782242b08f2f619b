import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../support/loader-server.ts';
import { withQueue } from '../support/own-page.ts';
import { launcher, run, type Shop, SNIPPET, told, useShopPages } from '../support/shop-pages.ts';

/** The launcher that the built loader draws in a real browser, on pages as merchants have them. */
const shop = useShopPages({}, 30_000);
const { visit, cookies } = shop;

describe('the launcher on a page', () => {
  it('[LO14] stands there with its greeting after one request, and stores nothing', async () => {
    const page = await visit(SNIPPET);
    await launcher(page).waitFor();
    expect(await page.getByRole('status').innerText()).toContain(SETTINGS.teaser);
    expect(await launcher(page).boundingBox()).toMatchObject({ x: 820, y: 820, width: 60, height: 60 });
    expect(shop.server.asked).toEqual(['/page', '/shopbell.js?shop=demo']);
    expect(await cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    expect(shop.said).toEqual([]);
  });

  it('[LO14] comes with its greeting in one picture', async () => {
    await shop.context.addInitScript(() => {
      new MutationObserver((_, watching) => {
        const root = document.querySelector('shopbell-chat')?.shadowRoot;
        if (!root) return;
        watching.disconnect();
        (window as unknown as Shop).told = [...root.querySelectorAll('button, [role]')].map((one) => one.className);
      }).observe(document, { childList: true, subtree: true });
    });
    const page = await visit(SNIPPET);
    await launcher(page).waitFor();
    expect(await told(page)).toEqual(['sb-teaser', 'sb-dismiss', 'sb-launcher']);
  });

  it('[LO15] asks for the settings when they did not come along, or speak another language', async () => {
    const page = await visit(withQueue(`Shopbell('init', { shop: 'demo' });`));
    await launcher(page).waitFor();
    expect(shop.server.asked).toContain('/api/v1/shops/demo/widget?locale=en&country=');
    const french = await visit(`<script async src="/shopbell.js?shop=demo&locale=fr"></script>`);
    await french.getByRole('button', { name: 'Ouvrir le chat' }).waitFor();
  });

  it('[LO16] opens the panel on a click, tells the page, and may keep its state from then on', async () => {
    const page = await visit(
      withQueue(
        `window.told = []; Shopbell('on', 'state', (event) => told.push(event.state)); Shopbell('init', { shop: 'demo' });`,
      ),
    );
    await launcher(page).click();
    await page.getByRole('dialog', { name: 'Chat with Hazel & Hem' }).waitFor();
    expect(await launcher(page).getAttribute('aria-expanded')).toBe('true');
    expect(await told(page)).toEqual(['welcome', 'chat']);
    expect(await cookies()).toEqual(['shopbell_ui']);
    await page.getByRole('button', { name: 'Close chat' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.getByRole('status').count()).toBe(0);
  });

  it('[LO16] tells of the first state also to whoever clicks in the moment before', async () => {
    await shop.context.addInitScript(() => {
      const { port1, port2 } = new MessageChannel();
      let first: unknown;
      // Between any two tasks it is looked whether page.js has taken the launcher over.
      port1.onmessage = () => {
        const button = document.querySelector('shopbell-chat')?.shadowRoot?.querySelector<HTMLElement>('.sb-launcher');
        first ??= button?.onclick;
        if (first && button?.onclick !== first) button?.click();
        else port2.postMessage(0);
      };
      port2.postMessage(0);
    });
    const page = await visit(
      withQueue(
        `window.told = []; Shopbell('on', 'state', (event) => told.push(event.state)); Shopbell('init', { shop: 'demo' });`,
      ),
    );
    await page.getByRole('dialog', { name: 'Chat with Hazel & Hem' }).waitFor();
    expect(await told(page)).toEqual(['welcome', 'chat']);
  });

  it('[LO16] a panel that the page opens at load stores nothing before the shopper uses it', async () => {
    const page = await visit('<script async src="/shopbell.js?shop=demo" data-widget-state="chat"></script>');
    const composer = page.getByRole('textbox', { name: 'Write a message' });
    await composer.waitFor();
    expect(await cookies()).toEqual([]);
    await composer.click();
    await expect.poll(cookies).toContain('shopbell_ui');
  });

  it('[LO17] goes to the last known state, and a dismissed greeting stays away', async () => {
    const body = '<script async src="/shopbell.js?shop=demo&cookie_consent=1"></script>';
    const page = await visit(body);
    await page.getByRole('button', { name: 'Dismiss message' }).click();
    await expect.poll(cookies).toEqual(['shopbell_ui']);
    const next = await visit(body.replace('consent=1', 'consent=1&widget_state=welcome'));
    await launcher(next).waitFor();
    await expect.poll(() => launcher(next).getAttribute('aria-expanded')).toBe('false');
    expect(await next.getByRole('status').count()).toBe(0);
    await launcher(next).click();
    await next.getByRole('dialog').waitFor();
    await (await visit(body)).getByRole('dialog').waitFor();
  });

  it('[LO18] hides the greeting after its delay', async () => {
    const page = await visit('<script async src="/shopbell.js?shop=demo&close_delay=1"></script>');
    await page.getByRole('status').waitFor();
    await page.getByRole('status').waitFor({ state: 'detached' });
    expect(await launcher(page).isVisible()).toBe(true);
  });

  it('[LO8] without minimising, the launcher is gone while the panel is open, and close is refused', async () => {
    const page = await visit('<script async src="/shopbell.js?shop=demo" data-minimizable="false"></script>');
    await launcher(page).click();
    await page.getByRole('dialog').waitFor();
    await run(page, 'close');
    expect(await launcher(page).count()).toBe(0);
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
  });
});

describe('where the launcher stands', () => {
  it.each([
    ['bottom-left', { x: 20, y: 820 }],
    ['top_right', { x: 820, y: 20 }],
    ['{"corner":"top-left","x":40,"y":8}', { x: 40, y: 8 }],
  ])('[LO19] at %s', async (position, box) => {
    const page = await visit(`<script async src="/shopbell.js?shop=demo" data-position='${position}'></script>`);
    await launcher(page).waitFor();
    await expect.poll(() => launcher(page).boundingBox()).toMatchObject(box);
  });

  it('[LO19] moves when the option changes, and has offsets of its own on phones', async () => {
    const page = await visit(SNIPPET);
    await launcher(page).waitFor();
    await run(page, 'update', { position: { x: 300, phone: { x: 4 } } });
    await expect.poll(() => launcher(page).boundingBox()).toMatchObject({ x: 540, y: 820 });
    await page.setViewportSize({ width: 400, height: 700 });
    await expect.poll(() => launcher(page).boundingBox()).toMatchObject({ x: 336, y: 624 });
  });

  it('[LO19] inside an element of the page, with the panel open and no launcher', async () => {
    const page = await visit(
      `<main id="here" style="height:500px;width:400px"></main>${SNIPPET.replace('async', `async data-position='{"inline":"#here"}'`)}`,
    );
    await page.locator('#here').getByRole('dialog').waitFor();
    expect(await launcher(page).count()).toBe(0);
  });

  it('[LO20] fills a page that has nothing else, and takes its options from the address', async () => {
    shop.server.pages.set('/full', {
      html: '<!doctype html><html lang="en"><body><script async data-page src="/shopbell.js"></script></body></html>',
    });
    const page = await shop.context.newPage();
    await page.goto(`${shop.server.origin}/full?shop=demo`);
    await page.getByRole('dialog').waitFor();
    expect(await launcher(page).count()).toBe(0);
    expect(await page.locator('.sb--page').count()).toBe(1);
  });

  it('[LO12] older installs click and move it under the id that they know', async () => {
    const page = await visit(`<div id="hdAttributes" widget_state="close"></div>${SNIPPET}`);
    await page.waitForSelector('#HeydayStartIconContainer', { state: 'attached' });
    await page.evaluate(() => {
      const icon = document.getElementById('HeydayStartIconContainer')!;
      icon.style.bottom = '200px';
      icon.style.right = '100px';
    });
    expect(await launcher(page).boundingBox()).toMatchObject({ x: 740, y: 640 });
    await page.evaluate(() => document.getElementById('HeydayStartIconContainer')?.click());
    await page.getByRole('dialog').waitFor();
  });
});
