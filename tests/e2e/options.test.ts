import { describe, expect, it } from 'vitest';
import { openOwnPage, scriptTag, withInit, withQueue } from '../support/own-page.ts';
import { gone, seen } from '../support/see.ts';
import { useStage } from '../support/stage.ts';

/** Every option on pages of merchants, in real Chromium on the builds. */
const stage = useStage('options');
const open = (options: object, events: readonly string[] = [], more = {}) =>
  openOwnPage(stage, withInit({ shop: 'demo', ...options }, events), more);
/** Notes each cookie as it is written. */
const recorded = `window.written = [];
const own = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
Object.defineProperty(Document.prototype, 'cookie', { get: own.get, set(text) { window.written.push(text); own.set.call(this, text); } });`;

describe('who and where', () => {
  it('[OP13] shop: without one nothing stands on the page; an unknown one is told as an error', async () => {
    stage.forgive(/404/);
    const none = await openOwnPage(stage, withQueue(''));
    await none.page.waitForLoadState('networkidle');
    expect(await none.page.locator('shopbell-chat').count()).toBe(0);
    const unknown = await open({ shop: 'nobody' }, ['error']);
    await expect.poll(() => unknown.told('error')).toMatchObject([{ code: 'settings_unavailable' }]);
    await none.run('init', { shop: 'demo' });
    await seen(none.launcher);
  });

  it('[OP14] clientId: a label in the hello, at once by identify; empty counts as absent', async () => {
    const page = await open({ clientId: '', widgetState: 'chat' });
    await page.run('open');
    expect(await page.hello()).not.toHaveProperty('clientId', expect.stringMatching(/./));
    await page.run('identify', { clientId: '4711' });
    await expect.poll(() => page.sent('hello').at(-1)).toMatchObject({ clientId: '4711' });
  });

  it('[OP15] clientToken: goes with the hello, and is refused in an address without being printed', async () => {
    const page = await openOwnPage(stage, scriptTag('?shop=demo&clientToken=very.secret&client_id=4711'));
    await page.launcher.click();
    expect(Object.keys(await page.hello())).not.toContain('clientToken');
    await expect.poll(() => page.said.join()).toMatch(/clientToken in an address.*client_id in an address/s);
    expect(page.said.join()).not.toMatch(/very\.secret|4711/);
    const proven = await open({ clientId: '1', clientToken: 'a.b.c' });
    await proven.run('open');
    expect(await proven.hello()).toMatchObject({ clientId: '1', clientToken: 'a.b.c' });
  });

  it('[OP16] country: any case, UK is GB; a change asks for its settings', async () => {
    const page = await open({ country: 'uk' });
    await page.run('open');
    expect(await page.hello()).toMatchObject({ country: 'GB' });
    const asked = page.page.waitForRequest(/widget\?locale=en&country=DE/);
    await page.run('update', { country: 'de' });
    await asked;
  });

  it('[OP17] locale: the option, else the page’s language; a change speaks it', async () => {
    const german = await openOwnPage(stage, withInit({ shop: 'demo' }), { lang: 'de' });
    await seen(german.page.getByRole('button', { name: /^Chat öffnen/ }));
    const page = await open({ locale: 'fr' });
    await seen(page.page.getByRole('button', { name: /^Ouvrir/ }));
    await page.run('update', { locale: 'en' });
    await seen(page.launcher);
  });

  it('[OP18] flowRef: name and arguments go with the hello; the command flow starts another at once', async () => {
    const page = await open({ flowRef: 'RETURNS::10482::x' });
    await page.run('open');
    expect(await page.hello()).toMatchObject({ flowRef: 'RETURNS::10482::x' });
    await page.run('flow', 'SIZES');
    await expect.poll(() => page.sent('hello').at(-1)).toMatchObject({ flowRef: 'SIZES' });
  });

  it('[OP31] api: the server that is asked, when it is not the script’s', async () => {
    stage.forgive(/third party|CORS|ERR_/);
    const other = stage.server.origin.replace('127.0.0.1', 'localhost');
    const page = await openOwnPage(stage, withQueue(''));
    const asked = page.page.waitForRequest(`${other}/api/v1/shops/demo/widget?locale=en&country=`);
    await page.run('init', { shop: 'demo', api: other });
    await asked;
  });
});

describe('state and behaviour', () => {
  it.each([
    ['welcome', { status: 1, open: 'false' }],
    ['chat', { status: 0, open: 'true' }],
    ['close', { status: 0, open: 'false' }],
  ])('[OP19] widgetState: %s', async (state, expected) => {
    const page = await openOwnPage(
      stage,
      scriptTag('?shop=demo', `data-widget-state="${state}" data-title-badge="false"`),
    );
    await expect.poll(() => page.launcher.getAttribute('aria-expanded')).toBe(expected.open);
    await expect.poll(() => page.page.locator('.sb-teaser').count()).toBe(expected.status);
  });

  it('[OP20] closeDelay: the greeting leaves after so many seconds, and with 0 never', async () => {
    const [stays, leaves] = await Promise.all([open({ closeDelay: 0 }), open({ closeDelay: 1 })]);
    await seen(leaves.page.getByRole('status'));
    await leaves.page.getByRole('status').waitFor({ state: 'detached' });
    expect(await stays.page.getByRole('status').isVisible()).toBe(true);
  });

  it('[OP21] minimizable: false leaves no way to reduce the panel; a change gives it back', async () => {
    const { page, panel, launcher, run } = await open({ minimizable: false });
    await launcher.click();
    await seen(panel);
    expect(await panel.getByRole('button', { name: 'Minimise' }).count()).toBe(0);
    expect(await launcher.count()).toBe(0);
    await page.keyboard.press('Escape');
    await run('close');
    await run('toggle');
    expect(await panel.isVisible()).toBe(true);
    await run('update', { minimizable: true });
    await seen(launcher);
    await seen(panel.getByRole('button', { name: 'Minimise' }));
    await run('close');
    await gone(panel);
  });

  it('[OP24] welcomeMessage: replaces the greeting, also later', async () => {
    const page = await open({ welcomeMessage: 'Welcome back' });
    await seen(page.page.getByRole('status').getByText('Welcome back'));
    await page.run('update', { welcomeMessage: 'Sale today' });
    await seen(page.page.getByRole('status').getByText('Sale today'));
  });

  it('[OP30] titleBadge: the title counts unread messages when it is on', async () => {
    const page = await open({ titleBadge: true });
    await page.run('send', 'Hello');
    await expect.poll(() => page.page.title(), { timeout: 10_000 }).toMatch(/^\(\d\) Shop$/);
  });
});

describe('cookies, data layer, sources', () => {
  const DAY = 86_400;
  it.each([
    [0, -1],
    [30, 30],
    [400, 400],
  ])('[OP22] cookieTTL: %i days', async (cookieTTL, days) => {
    const page = await open({ cookieTTL, cookieConsent: 1 }, ['ready']);
    await expect.poll(async () => Object.keys(await page.cookies())).toContain('shopbell_ui');
    const { expires } = (await page.cookies()).shopbell_ui!;
    const left = days < 0 ? expires : Math.round((expires - Date.now() / 1000) / DAY);
    expect(left).toBe(days);
    if (days !== 30) return;
    await page.run('update', { cookieTTL: 10 });
    await expect
      .poll(async () => Math.round(((await page.cookies()).shopbell_ui!.expires - Date.now() / 1000) / DAY))
      .toBe(10);
  });

  it('[OP23] cookieConsent: what is no level counts as none, and is named', async () => {
    const page = await open({ cookieConsent: 4 });
    await expect.poll(() => page.said.join()).toContain('cookieConsent must be 0 or 1 or 2 or 3. The default is used.');
    expect(await page.cookies()).toEqual({});
  });

  it('[OP29] cookieDomain: stands in each cookie', async () => {
    const page = await open({ cookieDomain: '.shop.example', cookieConsent: 1 }, [], { before: recorded });
    const written = () => page.page.evaluate(() => (window as unknown as { written: string[] }).written.join('|'));
    await expect.poll(written).toMatch(/shopbell_ui=[^|]*domain=\.shop\.example/i);
    expect(await written()).toMatch(/shopbell_ui=[^|]*samesite=lax/i);
  });

  it('[OP27] dataLayer: events are pushed while it is on', async () => {
    const page = await open({ dataLayer: false, widgetState: 'close' }, ['ready']);
    const layer = () =>
      page.page.evaluate(() =>
        ((window as { dataLayer?: { event: string }[] }).dataLayer ?? []).map(({ event }) => event),
      );
    await expect.poll(() => page.told('ready')).toHaveLength(1);
    expect(await layer()).toEqual([]);
    await page.run('update', { dataLayer: true });
    await page.run('open');
    await expect.poll(layer).toContain('shopbell_state');
  });

  it('[OP28] consentSource and cartSource: what is none of their values is named', async () => {
    const page = await open({ consentSource: 'guess', cartSource: 'guess' });
    await expect
      .poll(() => page.said.join())
      .toMatch(/consentSource must be manual or auto.*cartSource must be auto or manual or shopify/s);
    await seen(page.launcher);
  });
});

describe('place and look', () => {
  it.each([
    ['top_left', { x: 20, y: 20 }],
    [
      { corner: 'bottom-left', x: 40, y: 8, zIndex: 7 },
      { x: 40, y: 792 },
    ],
  ])('[OP25] position: %j, and another one later', async (position, box) => {
    const page = await open({ position });
    await expect.poll(() => page.launcher.boundingBox()).toMatchObject(box);
    await page.run('update', { position: 'top-right' });
    await expect.poll(() => page.launcher.boundingBox()).toMatchObject({ x: 1200, y: 20 });
  });

  it('[OP26] appearance: each field, and later over what was', async () => {
    const page = await open({
      appearance: {
        accent: '#aa2222',
        theme: 'dark',
        radius: 0,
        launcher: 'text',
        launcherText: 'Ask us',
        title: 'Hello you',
        font: 'inherit',
        logo: '/demo/images/mug.svg',
      },
    });
    await seen(page.page.getByRole('button', { name: 'Open chat: Ask us' }));
    const frame = page.page.locator('.sb');
    const brand = () => frame.evaluate((element: HTMLElement) => element.style.getPropertyValue('--sb-brand'));
    expect(await brand()).toBe('#aa2222');
    expect(await frame.evaluate((element: HTMLElement) => element.style.getPropertyValue('--sb-round'))).toBe('0');
    expect(await frame.getAttribute('data-theme')).toBe('dark');
    await page.run('open');
    await seen(page.panel.getByText('Hello you'));
    await seen(page.panel.locator('img[src="/demo/images/mug.svg"]'));
    await page.run('update', { appearance: { accent: '#2222aa', theme: 'light' } });
    await expect.poll(brand).toBe('#2222aa');
    expect(await frame.getAttribute('data-theme')).toBe('light');
  });
});

describe('where options come from', () => {
  const older = (attributes: string) => `<div id="hdAttributes" ${attributes}></div>`;

  it('[OP32] init is stronger than data-, data- than the address, that than the older element, that than the shop', async () => {
    const page = await openOwnPage(
      stage,
      older('welcome_message="older" country="FR" ref="OLD" widget_state="close" delay_close="9"') +
        scriptTag(
          '?shop=demo&welcome_message=address&country=CA&flow_ref=ADDRESS',
          'data-welcome-message="data" data-country="DE"',
        ) +
        `<script>(window.Shopbell=window.Shopbell||{q:[]}).q.push(['init',{welcomeMessage:'init',widgetState:'welcome'}])</script>`,
    );
    await seen(page.page.getByRole('status').getByText('init'));
    await page.run('open');
    expect(await page.hello()).toMatchObject({ country: 'DE', flowRef: 'ADDRESS' });
  });

  it.each([
    ['data-widget-state', scriptTag('?shop=demo', 'data-widget-state="chat"')],
    ['widget_state on the older element', older('widget_state="chat"') + scriptTag()],
    ['widget-state in the address', scriptTag('?shop=demo&widget-state=chat')],
    ['widget_state in the address', scriptTag('?shop=demo&widget_state=chat')],
    ['widgetState in the address', scriptTag('?shop=demo&widgetState=chat')],
  ])('[OP33] any spelling: %s', async (_, body) => {
    const page = await openOwnPage(stage, body);
    await seen(page.panel);
  });

  it('[OP34] what is unknown or out of range is named once with what is allowed, and the default is used', async () => {
    const page = await open({ closeDelay: 86_401, colour: 'red', appearance: { radius: 3 }, position: { x: 1001 } });
    await expect.poll(() => page.said.filter((text) => text.startsWith('Shopbell:'))).toHaveLength(4);
    const said = page.said.join('\n');
    expect(said).toContain('closeDelay must be seconds from 0 to 86400. The default is used.');
    expect(said).toContain('there is no option colour.');
    expect(said).toContain('appearance.radius must be a number from 0 to 2.');
    expect(said).toContain('position.x must be pixels from 0 to 1000.');
    await page.run('update', { welcomeMessage: 'Hi' });
    await seen(page.page.getByRole('status').getByText('Hi'));
    expect(page.said.filter((text) => text.startsWith('Shopbell:'))).toHaveLength(4);
  });
});
