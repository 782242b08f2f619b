import { describe, expect, it } from 'vitest';
import {
  type ConsentPage,
  type ConsentVisit,
  NOTHING,
  SOURCES,
  TOOLS,
  visitConsentPage,
} from '../support/consent-pages.ts';
import { withInit } from '../support/own-page.ts';
import { useStage } from '../support/stage.ts';

/** Which of several sources says what a shopper allows, and what is left of one that says it no more. */
const stage = useStage('consent-precedence');
const visit = (visit: ConsentVisit): Promise<ConsentPage> => visitConsentPage(stage, visit);

/** What goes when a tool goes. */
const GLOBALS: Record<string, string> = {
  cookiebot: "['Cookiebot']",
  onetrust: "['OneTrust']",
  usercentrics: "['__ucCmp']",
  cookieyes: "['getCkyConsent']",
  axeptio: "['axeptioSDK', 'axeptioSettings', '_axcb']",
  didomi: "['Didomi', 'didomiOnReady']",
  shopify: "['Shopify']",
  tcf: "['__tcfapi']",
  google: "['dataLayer']",
};

describe('who decides', () => {
  it('[CN44] the command of the page is above the tool, and the tool above the option', async () => {
    const page = await visit({
      options: { consentSource: 'cookiebot', cookieConsent: 3, widgetState: 'close' },
      tools: ['cookiebot'],
    });
    await expect.poll(() => page.told('ready')).toHaveLength(1);
    expect(await page.lives()).toEqual(NOTHING);
    await page.run('update', { cookieConsent: 1 });
    await expect.poll(page.levels).toEqual([0]);
    await page.answer('cookiebot', false, true);
    await expect.poll(page.levels).toEqual([0, 2]);
    await page.run('consent', 1);
    await expect.poll(page.levels).toEqual([0, 2, 1]);
    await page.answer('cookiebot', true, true);
    await page.run('update', { cookieConsent: 3 });
    await expect.poll(page.levels).toEqual([0, 2, 1, 1]);
    await page.run('consent', 0);
    await expect.poll(page.levels).toEqual([0, 2, 1, 1, 0]);
    expect(await page.lives()).toEqual(NOTHING);
  });

  it('[CN44] a command that waited for the chat is above the tool too; what is no level counts as 0', async () => {
    const page = await visit({
      tools: ['cookiebot'],
      before: [true, true],
      body: `<script>window.told=[];(window.Shopbell=function(){(Shopbell.q=Shopbell.q||[]).push(arguments)});
        Shopbell('on','consent',(event)=>told.push({...event,name:'consent'}));
        Shopbell('consent',1);Shopbell('init',{shop:'demo',consentSource:'cookiebot',widgetState:'close'})</script>
        <script async src="/shopbell.js"></script>`,
    });
    await expect.poll(page.levels).toEqual([1]);
    await expect.poll(page.lives).toEqual({ visitor: 'none', ui: 'days' });
    await page.run('consent', 7);
    await expect.poll(page.levels).toEqual([1, 0]);
  });

  it('[CN48] another source takes over at once, and so does the page', async () => {
    const page = await visit({
      options: { consentSource: 'cookiebot', cookieConsent: 1, widgetState: 'close' },
      tools: ['cookiebot', 'onetrust'],
      before: [true, true],
    });
    await page.hello();
    await page.run('update', { consentSource: 'tcf' });
    await expect.poll(page.levels).toEqual([0]);
    expect(await page.lives()).toEqual(NOTHING);
    await page.run('update', { consentSource: 'onetrust' });
    await expect.poll(page.levels).toEqual([0, 3]);
    expect(await page.lives()).toEqual({ visitor: 'days', ui: 'days' });
    await page.run('update', { consentSource: 'manual' });
    await expect.poll(page.levels).toEqual([0, 3, 1]);
    // Those of before are not heard any more.
    await page.answer('cookiebot', false, false);
    await page.answer('onetrust', false, false);
    await page.run('consent', 3);
    await expect.poll(page.levels).toEqual([0, 3, 1, 3]);
  });

  it('[CN53] a level in update is told like one of the command', async () => {
    const page = await visit({ options: { widgetState: 'close' } });
    await page.run('update', { cookieConsent: 1 });
    await expect.poll(page.levels).toEqual([1]);
    await page.run('update', { cookieTTL: 1 });
    await page.run('update', { cookieConsent: 0 });
    await expect.poll(page.levels).toEqual([1, 0]);
  });
});

describe('auto', () => {
  it('[CN46] the first of the order that is there wins, and is named once', async () => {
    const page = await visit({
      options: { widgetState: 'close' },
      tools: SOURCES.toReversed(),
    });
    const named = () => page.said.filter((line) => line.includes('consent comes from'));
    for (const [nth, source] of SOURCES.entries()) {
      await page.run('update', { consentSource: 'auto' });
      const names = new Set(TOOLS.slice(0, nth + (nth > 2 ? 2 : 1)).map(([, , name]) => name));
      await expect.poll(named).toEqual([...names].map((name) => `Shopbell: consent comes from ${name}`));
      for (const other of SOURCES.slice(nth + 1)) await page.answer(other, true, true);
      await page.answer(source, true, false);
      await expect.poll(async () => (await page.levels()).at(-1), { message: source }).toBe(1);
      await page.run('update', { consentSource: 'manual' });
      await page.page.evaluate(`${GLOBALS[source]}.forEach((name) => { delete window[name]; })`);
    }
  });

  it('[CN47] what every page may have waits until the page is complete: the tool behind it may still come', async () => {
    const page = await visit({
      tools: ['google'],
      before: [true, true],
      body: `<script async src="/tools/onetrust.js"></script>${withInit({ shop: 'demo', consentSource: 'auto' }, ['ready'])}`,
      prepare: (own) =>
        own.route('**/tools/onetrust.js', async (route) => {
          // The page is not complete before that script has come, and it comes after the chat.
          await own.waitForFunction('window.told?.length > 0');
          expect(await own.evaluate('document.readyState')).toBe('interactive');
          await route.fallback();
        }),
    });
    await expect.poll(() => page.said).toEqual(['Shopbell: consent comes from OneTrust']);
    expect(await page.hello()).toMatchObject({ consent: 3 });
  });
});

describe('the end', () => {
  it('[CN52] destroy leaves nothing on the tools and on the page', async () => {
    /** Globals of the page, and what its tools hold of whoever listens. */
    const held = `[...Object.keys(window).filter((name) => name !== 'ready').toSorted(),
      Object.hasOwn(window.dataLayer ?? [], 'push'), window.tools?.tcf?.listeners(), String(window._axcb?.length)]`;
    const script = 'axeptioSettings={};didomiConfig={}';
    for (const [consentSource, next, tools] of [
      ['google', 'tcf', ['google', 'tcf']],
      ['axeptio', 'didomi', []],
      ['didomi', 'axeptio', []],
    ] as const) {
      const page = await visit({ tools, script, body: '' });
      const before = await page.page.evaluate(held);
      await page.page.evaluate(arrival(consentSource));
      await expect.poll(() => page.page.evaluate('window.ready')).toBe(true);
      await page.run('update', { consentSource: next });
      await expect.poll(() => page.files()).toContain(`parts/consent-${next}.js`);
      expect(await page.page.evaluate(held)).not.toEqual(before);
      await page.run('destroy');
      expect(await page.page.evaluate(held), consentSource).toEqual(before);
    }
  });
});

/** Brings the chat to a page that stands already. */
const arrival = (consentSource: string): string =>
  `(window.Shopbell=function(){(Shopbell.q=Shopbell.q||[]).push(arguments)});
   Shopbell('on','ready',()=>{window.ready=true});window.ready=false;Shopbell('init',{shop:'demo',consentSource:'${consentSource}'});
   document.head.append(Object.assign(document.createElement('script'),{src:'/shopbell.js'}))`;
