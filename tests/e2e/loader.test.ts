import { describe, expect, it } from 'vitest';
import { withQueue } from '../support/own-page.ts';
import { FILES, launcher, run, SNIPPET, told, useShopPages } from '../support/shop-pages.ts';

/** What the built loader fetches and runs in a real browser, on pages as merchants have them. */
const shop = useShopPages({}, 30_000);
const { visit, cookies, files } = shop;

describe('loading what comes later', () => {
  it('[LO21] never runs a file that is not the one it was built with', async () => {
    shop.server.tamper = (file, text) => (file === 'widget.js' ? `${text};window.ran = true` : text);
    const page = await visit(
      withQueue(
        `window.told = []; Shopbell('on', 'error', (event) => told.push(event.code)); Shopbell('init', { shop: 'demo' });`,
      ),
    );
    await launcher(page).click();
    await expect.poll(() => told(page)).toEqual(['widget_unavailable']);
    expect(await page.evaluate(() => (window as unknown as { ran?: boolean }).ran)).toBeUndefined();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await launcher(page).getAttribute('aria-expanded')).toBe('false');
  });

  it.each(['page.js', 'widget.js'])('[LO22] a click tries again after %s could not be had', async (missing) => {
    shop.server.tamper = (file, text) => (file === missing ? undefined : text);
    // A page that is waiting to be told of its state is answered without the chat first.
    const page = await visit(
      missing === 'page.js'
        ? withQueue(`Shopbell('on', 'state', () => {}); Shopbell('init', { shop: 'demo' });`)
        : SNIPPET,
    );
    if (missing === 'widget.js') await launcher(page).click();
    await expect.poll(files).toContain(missing);
    shop.server.tamper = (_, text) => text;
    await expect
      .poll(async () => {
        if ((await launcher(page).getAttribute('aria-expanded')) !== 'true') await launcher(page).click();
        return page.getByRole('dialog').count();
      })
      .toBe(1);
  });

  it('[LO23] fetches the widget when the pointer or the focus comes near and draws it unseen, without a connection or a word kept', async () => {
    const page = await visit(SNIPPET);
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    await launcher(page).focus();
    await expect.poll(files).toContain('widget.js');
    const panel = page.locator('shopbell-chat [role=dialog]');
    await panel.waitFor({ state: 'attached' });
    expect(await panel.isVisible()).toBe(false);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate(() => [document.cookie, sessionStorage.length, localStorage.length])).toEqual([
      '',
      0,
      0,
    ]);
    expect(sockets).toEqual([]);
  });

  it('[LO24] works under the strictest policy and Trusted Types', async () => {
    const policy = [
      "default-src 'none'",
      "script-src 'nonce-n0' 'strict-dynamic'",
      "connect-src 'self'",
      'img-src data:',
      "require-trusted-types-for 'script'",
      'trusted-types shopbell',
    ].join('; ');
    const page = await visit(
      `<script nonce="n0" async src="/shopbell.js?shop=demo&position=bottom-left&odd=1"></script>`,
      { policy },
    );
    await launcher(page).click();
    await page.getByRole('dialog').waitFor();
    expect(shop.said.filter((text) => /policy|TrustedScript|violat/i.test(text))).toEqual([]);
  });
});

describe('commands', () => {
  it('[LO25] wait for the launcher, in order, and reach the widget', async () => {
    const page = await visit(
      withQueue(`Shopbell('prefill', 'Where is my order?'); Shopbell('open'); Shopbell('init', { shop: 'demo' });`),
    );
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Write a message' }).inputValue())
      .toBe('Where is my order?');
  });

  it('[LO25] that mean nothing before the chat is opened load nothing', async () => {
    const page = await visit(
      withQueue(
        `Shopbell('init', { shop: 'demo' }); Shopbell('on', 'add_to_cart', () => {}); Shopbell('cart', { lines: [] });`,
      ),
    );
    await launcher(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect(files()).toEqual([]);
  });

  it('[LO25] hide and show the widget', async () => {
    const page = await visit(SNIPPET);
    await launcher(page).waitFor();
    await run(page, 'hide');
    await launcher(page).waitFor({ state: 'hidden' });
    await run(page, 'show');
    await launcher(page).waitFor();
  });

  it('[LO26] consent takes effect at once, both ways', async () => {
    const page = await visit(SNIPPET);
    await launcher(page).waitFor();
    await run(page, 'consent', 1);
    await expect.poll(cookies).toEqual(['shopbell_ui']);
    await run(page, 'consent', 0);
    await expect.poll(cookies).toEqual([]);
  });

  it('[LO3] destroy leaves no element, script or global behind, and the script can be loaded again', async () => {
    const page = await visit(SNIPPET);
    await launcher(page).click();
    await page.getByRole('dialog').waitFor();
    await run(page, 'destroy');
    expect(
      await page.evaluate(() => [
        'Shopbell' in window,
        document.querySelectorAll('shopbell-chat, script[integrity]').length,
      ]),
    ).toEqual([false, 0]);
    await page.addScriptTag({ url: '/shopbell.js?shop=demo' });
    await launcher(page).waitFor();
  });

  it('[LO27] a module has the same verbs and makes no global', async () => {
    const page = await visit('<h1>A shop of its own</h1>');
    await page.addScriptTag({
      type: 'module',
      content: `import { createChat } from '${FILES}/npm.js'; window.chat = createChat({ shop: 'demo', api: location.origin });`,
    });
    await launcher(page).waitFor();
    expect(await page.evaluate(() => 'Shopbell' in window)).toBe(false);
    await page.evaluate(() => (window as unknown as { chat: { open(): void } }).chat.open());
    await page.getByRole('dialog').waitFor();
  });
});
