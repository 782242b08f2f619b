import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONSENT_SOURCES } from '../../src/protocol/option-table.ts';
import { QUEUE_STUB } from '../../src/protocol/snippet.ts';
import { fromRoot } from '../../tools/build/paths.ts';
import {
  type ConsentPage,
  type ConsentVisit,
  NOTHING,
  SOURCES,
  TOOLS,
  visitConsentPage,
} from '../support/consent-pages.ts';
import { seen } from '../support/see.ts';
import { useStage } from '../support/stage.ts';

/**
 * Tools that ask shoppers for consent, each played by a stand-in that allows everything before it is answered, wherever the
 * tool itself may do so.
 */
const stage = useStage('consent-sources');
const visit = (visit: ConsentVisit): Promise<ConsentPage> => visitConsentPage(stage, visit);

/** The tags of the guide, by source. */
const written = (kind: string): string[] =>
  [...GUIDE.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, code = '']) =>
    code.replaceAll('https://chat.example.com', ''),
  );
const GUIDE = readFileSync(fromRoot('docs/install/consent.md'), 'utf8');
const TAGS = Object.fromEntries(written('html').map((code) => [/consentSource=(\w+)/.exec(code)?.[1], code]));
const LISTENER = `<script>${QUEUE_STUB}window.told=[];Shopbell('on','consent',function(event){told.push(Object.assign({},event,{name:'consent'}))})</script>`;
const PRIVATE = `Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });`;

describe('each tool', () => {
  it('[CN40] every source but the page itself has a stand-in here', () => {
    expect([...SOURCES, 'manual', 'auto'].toSorted()).toEqual([...CONSENT_SOURCES].toSorted());
  });

  it.each(TOOLS)(
    '[CN41][CN42] %s (%s) comes later: nothing counts until it is answered, then each bit',
    async (source, file) => {
      const page = await visit({ options: { consentSource: source, cookieConsent: 3, widgetState: 'close' } });
      await expect.poll(() => page.told('ready')).toHaveLength(1);
      await page.come(file);
      await page.answer(source, true, false);
      await expect.poll(page.levels).toEqual([1]);
      await expect.poll(page.lives).toEqual({ visitor: 'none', ui: 'days' });
      expect(page.sent('hello')).toEqual([]);
      // Consent is known, and nobody has wanted the chat.
      expect(page.files()).toContain(`parts/consent-${source}.js`);
      expect(page.files()).not.toContain('widget.js');
      await page.answer(source, false, true);
      await expect.poll(page.levels).toEqual([1, 2]);
      expect(await page.hello()).toMatchObject({ consent: 2, page: { title: 'Shop' } });
      await expect.poll(page.lives).toEqual({ visitor: 'session', ui: 'none' });
    },
  );

  it.each(TOOLS)(
    '[CN43][CN54] %s (%s) was answered before: so it is from the start; taken back, all goes at once',
    async (source, file) => {
      // The tag as the guide has it.
      const page = await visit({ tools: [file], before: [true, true], body: LISTENER + TAGS[source] });
      expect(await page.hello()).toMatchObject({ consent: 3 });
      expect(page.sent('hello')).toHaveLength(1);
      await expect.poll(page.lives).toEqual({ visitor: 'days', ui: 'days' });
      await page.page.evaluate(() => history.pushState({}, '', '#one'));
      await expect.poll(() => page.sent('page')).toHaveLength(1);
      await page.answer(source, false, false);
      await expect.poll(page.levels).toEqual([0]);
      expect(await page.lives()).toEqual(NOTHING);
      await page.page.evaluate(() => history.pushState({}, '', '#two'));
      await page.answer(source, true, true);
      await expect.poll(page.levels).toEqual([0, 3]);
      await expect.poll(page.lives).toEqual({ visitor: 'days', ui: 'days' });
      expect(page.sent('page').map(({ url }) => url)).not.toContainEqual(expect.stringContaining('#two'));
    },
  );

  it('[CN45] in a browser that asks for privacy none of them grants analytics', async () => {
    const page = await visit({
      options: { widgetState: 'close' },
      tools: SOURCES,
      before: [true, true],
      script: PRIVATE,
    });
    for (const source of SOURCES) {
      await page.run('update', { consentSource: source });
      await expect.poll(async () => (await page.levels()).at(-1), { message: source }).toBe(1);
      await page.answer(source, false, true);
      await expect.poll(async () => (await page.levels()).at(-1), { message: source }).toBe(0);
    }
    expect(page.sent('hello')).toEqual([]);
    expect(await page.lives()).toEqual(NOTHING);
  });
});

describe('tools that are not as they should be', () => {
  /** What stands on the page, by source, and what the console says. */
  const BROKEN: readonly [source: string, script: string, said: RegExp][] = [
    ['cookiebot', `Cookiebot={hasResponse:true,consent:{preferences:'yes'}}`, /Cookiebot does not answer.*preferences/],
    ['onetrust', `OnetrustActiveGroups='';OneTrust={IsAlertBoxClosed(){throw Error('b1')}}`, /OneTrust does not.*b1/],
    ['usercentrics', `__ucCmp={isInitialized:()=>Promise.reject(Error('b2')),getConsentDetails(){}}`, /Usercent.*b2/],
    ['cookieyes', `getCkyConsent=()=>null`, /CookieYes does not answer.*getCkyConsent\(\) is no object/],
    ['axeptio', `_axcb={push(callback){callback({})}}`, /Axeptio does not answer/],
    ['didomi', `Didomi={};didomiEventListeners=[];didomiOnReady={push(f){f(Didomi)}}`, /Didomi does not answer/],
    ['shopify', `Shopify={loadFeatures(_,done){done(Error('b3'))}}`, /Shopify Customer Privacy does not.*b3/],
    ['tcf', `__tcfapi=()=>{throw Error('b4')}`, /IAB TCF does not answer.*b4/],
    ['google', `dataLayer=[['consent','update',{analytics_storage:1}]]`, /Google consent mode.*analytics_storage/],
  ];

  it('[CN49] whose globals are wrong or throw are named once and count as 0; the page and the chat go on', async () => {
    const page = await visit({ options: { widgetState: 'close', cookieConsent: 3 } });
    await page.hello();
    for (const [consentSource, script, said] of BROKEN) {
      await page.page.evaluate(`${script};0`);
      await page.run('update', { consentSource });
      await expect.poll(() => page.said.join('\n')).toMatch(said);
      await expect.poll(page.lives).toEqual(NOTHING);
    }
    expect(page.said).toHaveLength(BROKEN.length);
    await page.launcher.click();
    await seen(page.panel);
  });

  it('[CN50] that are not there after ten seconds are named once, and heard all the same when they come', async () => {
    const page = await visit({
      options: { widgetState: 'close' },
      prepare: (own) => own.clock.install(),
      script: `Cookiebot=7;OneTrust={geolocationResponse:{}};__tcfapi=[];dataLayer=0;Shopify='';_axcb=0`,
    });
    await expect.poll(() => page.told('ready')).toHaveLength(1);
    for (const [source, , name] of TOOLS.filter(([, file]) => file !== 'usercentrics-2')) {
      await page.run('update', { consentSource: source });
      await expect.poll(() => page.files()).toContain(`parts/consent-${source}.js`);
      await expect
        .poll(async () => {
          await page.page.clock.fastForward(11_000);
          return page.said.join('\n');
        })
        .toContain(`Shopbell: there is no ${name} on this page so far. Consent counts as 0.`);
    }
    expect(page.said).toHaveLength(9);
    await page.come('google');
    await page.answer('google', true, false);
    await expect.poll(async () => (await page.levels()).at(-1)).toBe(1);
  });

  it('[CN50] auto says once that it has found none', async () => {
    const page = await visit({ options: { consentSource: 'auto' }, prepare: (own) => own.clock.install() });
    await expect.poll(() => page.told('ready')).toHaveLength(1);
    await page.page.clock.fastForward(11_000);
    await expect.poll(() => page.said).toEqual([expect.stringContaining('there is no consent tool that is known')]);
  });

  it('[CN51] a part that does not load is named, counts as 0, and is asked for again', async () => {
    stage.forgive(/consent-cookiebot|Failed to load/);
    let fails = true;
    const page = await visit({
      options: { consentSource: 'cookiebot', widgetState: 'close' },
      tools: ['cookiebot'],
      before: [true, true],
      prepare: (own) =>
        own.route('**/parts/consent-cookiebot.js', (route) => (fails ? route.abort() : route.fallback())),
    });
    await expect.poll(() => page.said.join()).toContain('consentSource cookiebot did not load');
    await seen(page.launcher);
    expect(await page.lives()).toEqual(NOTHING);
    fails = false;
    await page.run('update', { cookieTTL: 30 });
    await expect.poll(page.lives).toEqual({ visitor: 'days', ui: 'days' });
  });
});

describe('docs/install/consent.md', () => {
  it('[CN54] has a tag for every tool', () => {
    expect(Object.keys(TAGS).toSorted()).toEqual(CONSENT_SOURCES.filter((source) => source !== 'manual').toSorted());
  });

  it('[CN54] the tag for whichever tool there is connects it', async () => {
    const page = await visit({ tools: ['onetrust'], before: [true, true], body: TAGS.auto });
    expect(await page.hello()).toMatchObject({ consent: 3 });
    await expect.poll(page.lives).toEqual({ visitor: 'days', ui: 'days' });
  });

  it('[CN54] what a page says itself works', async () => {
    const commands = written('js');
    expect(commands).toHaveLength(1);
    const page = await visit({ options: { consentSource: 'cookiebot', widgetState: 'close' }, tools: ['cookiebot'] });
    await page.page.evaluate(commands.join('\n'));
    await expect.poll(page.levels).toEqual([3]);
  });
});
