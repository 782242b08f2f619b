import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { QUEUE_STUB } from '../../src/protocol/snippet.ts';
import { packageFile } from '../../tools/build/paths.ts';
import { launchBrowser } from '../support/browser.ts';
import { type LoaderServer, SETTINGS, startLoaderServer } from '../support/loader-server.ts';

/** The built loader in a real browser, on pages as merchants have them. */
let browser: Browser;
let server: LoaderServer;
let context: BrowserContext;
let said: string[];

const FILES = `/v/${packageFile().version}`;
const ASYNC = '<script async src="/shopbell.js?shop=demo"></script>';

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startLoaderServer()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 900, height: 900 }, locale: 'en-GB' });
  server.tamper = (_, text) => text;
  said = [];
});
afterEach(() => context.close());

async function visit(body: string, policy?: string): Promise<Page> {
  const html = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Shop</title><body>${body}</body></html>`;
  server.pages.set('/page', { html, policy });
  server.asked.length = 0;
  const page = await context.newPage();
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(`${server.origin}/page`);
  return page;
}
const queue = (commands: string, rest = '<script async src="/shopbell.js"></script>'): string =>
  `<script>${QUEUE_STUB}${commands}</script>${rest}`;
const launcher = (page: Page) => page.getByRole('button', { name: /^(Open|Close) chat/ });
const cookies = async (): Promise<string[]> => (await context.cookies()).map(({ name }) => name).toSorted();
const files = (): string[] =>
  server.asked.filter((path) => path.startsWith(FILES)).map((path) => path.slice(FILES.length + 1));

/** Pages of shops, as far as these tests look into them. */
interface Shop {
  Shopbell: (verb: string, ...args: unknown[]) => unknown;
  told: unknown[];
  ran?: boolean;
}
const run = (page: Page, verb: string, ...args: unknown[]): Promise<void> =>
  page.evaluate(([name, rest]) => void (window as unknown as Shop).Shopbell(name, ...rest), [verb, args] as const);
const told = (page: Page): Promise<unknown[]> => page.evaluate(() => (window as unknown as Shop).told);

describe('the launcher on a page', () => {
  it('[LO14] stands there with its greeting after one request, and stores nothing', async () => {
    const page = await visit(ASYNC);
    await launcher(page).waitFor();
    expect(await page.getByRole('status').innerText()).toContain(SETTINGS.teaser);
    expect(await launcher(page).boundingBox()).toMatchObject({ x: 820, y: 820, width: 60, height: 60 });
    expect(server.asked).toEqual(['/page', '/shopbell.js?shop=demo']);
    expect(await cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    expect(said).toEqual([]);
  });

  it('[LO14] comes with its greeting in one picture', async () => {
    await context.addInitScript(() => {
      new MutationObserver((_, watching) => {
        const root = document.querySelector('shopbell-chat')?.shadowRoot;
        if (!root) return;
        watching.disconnect();
        (window as unknown as Shop).told = [...root.querySelectorAll('button, [role]')].map((one) => one.className);
      }).observe(document, { childList: true, subtree: true });
    });
    const page = await visit(ASYNC);
    await launcher(page).waitFor();
    expect(await told(page)).toEqual(['sb-teaser', 'sb-dismiss', 'sb-launcher']);
  });

  it('[LO15] asks for the settings when they did not come along, or speak another language', async () => {
    const page = await visit(queue(`Shopbell('init', { shop: 'demo' });`));
    await launcher(page).waitFor();
    expect(server.asked).toContain('/api/v1/shops/demo/widget?locale=en&country=');
    const french = await visit(`<script async src="/shopbell.js?shop=demo&locale=fr"></script>`);
    await french.getByRole('button', { name: 'Ouvrir le chat' }).waitFor();
  });

  it('[LO16] opens the panel on a click, tells the page, and may keep its state from then on', async () => {
    const page = await visit(
      queue(
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
    await context.addInitScript(() => {
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
      queue(
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
    const page = await visit(ASYNC);
    await launcher(page).waitFor();
    await run(page, 'update', { position: { x: 300, phone: { x: 4 } } });
    await expect.poll(() => launcher(page).boundingBox()).toMatchObject({ x: 540, y: 820 });
    await page.setViewportSize({ width: 400, height: 700 });
    await expect.poll(() => launcher(page).boundingBox()).toMatchObject({ x: 336, y: 624 });
  });

  it('[LO19] inside an element of the page, with the panel open and no launcher', async () => {
    const page = await visit(
      `<main id="here" style="height:500px;width:400px"></main>${ASYNC.replace('async', `async data-position='{"inline":"#here"}'`)}`,
    );
    await page.locator('#here').getByRole('dialog').waitFor();
    expect(await launcher(page).count()).toBe(0);
  });

  it('[LO20] fills a page that has nothing else, and takes its options from the address', async () => {
    server.pages.set('/full', {
      html: '<!doctype html><html lang="en"><body><script async data-page src="/shopbell.js"></script></body></html>',
    });
    const page = await context.newPage();
    await page.goto(`${server.origin}/full?shop=demo`);
    await page.getByRole('dialog').waitFor();
    expect(await launcher(page).count()).toBe(0);
    expect(await page.locator('.sb--page').count()).toBe(1);
  });

  it('[LO12] older installs click and move it under the id that they know', async () => {
    const page = await visit(`<div id="hdAttributes" widget_state="close"></div>${ASYNC}`);
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

describe('loading what comes later', () => {
  it('[LO21] never runs a file that is not the one it was built with', async () => {
    server.tamper = (file, text) => (file === 'widget.js' ? `${text};window.ran = true` : text);
    const page = await visit(
      queue(
        `window.told = []; Shopbell('on', 'error', (event) => told.push(event.code)); Shopbell('init', { shop: 'demo' });`,
      ),
    );
    await launcher(page).click();
    await expect.poll(() => told(page)).toEqual(['widget_unavailable']);
    expect(await page.evaluate(() => (window as unknown as Shop).ran)).toBeUndefined();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await launcher(page).getAttribute('aria-expanded')).toBe('false');
  });

  it.each(['page.js', 'widget.js'])('[LO22] a click tries again after %s could not be had', async (missing) => {
    server.tamper = (file, text) => (file === missing ? undefined : text);
    // A page that is waiting to be told of its state is answered without the chat first.
    const page = await visit(
      missing === 'page.js' ? queue(`Shopbell('on', 'state', () => {}); Shopbell('init', { shop: 'demo' });`) : ASYNC,
    );
    if (missing === 'widget.js') await launcher(page).click();
    await expect.poll(files).toContain(missing);
    server.tamper = (_, text) => text;
    await expect
      .poll(async () => {
        if ((await launcher(page).getAttribute('aria-expanded')) !== 'true') await launcher(page).click();
        return page.getByRole('dialog').count();
      })
      .toBe(1);
  });

  it('[LO23] fetches the widget when the pointer or the focus comes near and draws it unseen, without a connection or a word kept', async () => {
    const page = await visit(ASYNC);
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
      policy,
    );
    await launcher(page).click();
    await page.getByRole('dialog').waitFor();
    expect(said.filter((text) => /policy|TrustedScript|violat/i.test(text))).toEqual([]);
  });
});

describe('commands', () => {
  it('[LO25] wait for the launcher, in order, and reach the widget', async () => {
    const page = await visit(
      queue(`Shopbell('prefill', 'Where is my order?'); Shopbell('open'); Shopbell('init', { shop: 'demo' });`),
    );
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Write a message' }).inputValue())
      .toBe('Where is my order?');
  });

  it('[LO25] that mean nothing before the chat is opened load nothing', async () => {
    const page = await visit(
      queue(
        `Shopbell('init', { shop: 'demo' }); Shopbell('on', 'add_to_cart', () => {}); Shopbell('cart', { lines: [] });`,
      ),
    );
    await launcher(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect(files()).toEqual([]);
  });

  it('[LO25] hide and show the widget', async () => {
    const page = await visit(ASYNC);
    await launcher(page).waitFor();
    await run(page, 'hide');
    await launcher(page).waitFor({ state: 'hidden' });
    await run(page, 'show');
    await launcher(page).waitFor();
  });

  it('[LO26] consent takes effect at once, both ways', async () => {
    const page = await visit(ASYNC);
    await launcher(page).waitFor();
    await run(page, 'consent', 1);
    await expect.poll(cookies).toEqual(['shopbell_ui']);
    await run(page, 'consent', 0);
    await expect.poll(cookies).toEqual([]);
  });

  it('[LO3] destroy leaves no element, script or global behind, and the script can be loaded again', async () => {
    const page = await visit(ASYNC);
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
