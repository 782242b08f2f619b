// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Consent } from '../../protocol/primitives.ts';
import { cookiebot } from './cookiebot.ts';
import { didomi } from './didomi.ts';
import { type ConsentTool, followTool } from './follow-tool.ts';
import { google } from './google.ts';
import { onetrust } from './onetrust.ts';
import { tcf } from './tcf.ts';
import { usercentrics } from './usercentrics.ts';

/** What each tool says, in the forms that it may have. The tools themselves are played in `tests/e2e`. */
const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
const page = window as unknown as Record<string, unknown>;
let before: Set<string>;
let stop = (): void => {};

beforeEach(() => {
  before = new Set(Object.keys(page));
  warn.mockClear();
});
afterEach(() => {
  stop();
  for (const name of Object.keys(page)) if (!before.has(name)) delete page[name];
});

/** Levels in the order in which the tool tells them. */
function follow(tool: ConsentTool, globals: object = {}): Consent[] {
  const levels: Consent[] = [];
  Object.assign(page, globals);
  stop = followTool(tool, (level) => levels.push(level));
  return levels;
}
const say = (name: string, detail?: unknown) => window.dispatchEvent(new CustomEvent(name, { detail }));

describe('what tools say', () => {
  const both = { personalization_storage: 'granted', analytics_storage: 'granted' };
  const gtag = (...words: unknown[]) => words;

  it.each<[string, unknown[], Consent]>([
    ['a default for everybody', [gtag('consent', 'default', both)], 3],
    [
      'the later of two',
      [gtag('consent', 'default', both), gtag('consent', 'default', { ...both, analytics_storage: 'denied' })],
      1,
    ],
    ['a default that waits', [gtag('consent', 'default', { ...both, wait_for_update: 500 })], 0],
    ['a default for a region', [gtag('consent', 'default', { ...both, region: ['US'] })], 0],
    [
      'one for everybody beside one for a region',
      [gtag('consent', 'default', both), gtag('consent', 'default', { analytics_storage: 'denied', region: ['AT'] })],
      1,
    ],
    [
      'an update after that',
      [
        gtag('consent', 'default', { ...both, region: ['US'] }),
        gtag('consent', 'update', { analytics_storage: 'granted' }),
      ],
      2,
    ],
    ['types that nobody has named', [gtag('consent', 'update', { ad_storage: 'granted' })], 0],
    [
      'the words of advertising alone',
      [gtag('consent', 'default', { ad_personalization: 'granted', ad_user_data: 'granted' })],
      0,
    ],
  ])('[CN55] Google consent mode, %s', (_, dataLayer, level) => {
    expect(follow(google, { dataLayer: [{ event: 'x' }, ['js'], ...dataLayer] })).toEqual([level]);
    expect(warn).not.toHaveBeenCalled();
  });

  it('[CN55] Google consent mode is heard as soon as something is pushed, and in a data layer that takes the place of another', () => {
    const levels = follow(google, { dataLayer: [] });
    (page.dataLayer as unknown[]).push(gtag('consent', 'update', both));
    expect(levels).toEqual([3]);
    page.dataLayer = [gtag('consent', 'update', { analytics_storage: 'denied' })];
    say('load');
    expect(levels).toEqual([3, 1]);
  });

  const purposes = (...granted: number[]) => ({ consents: Object.fromEntries(granted.map((one) => [one, true])) });
  it.each<[string, object, Consent[]]>([
    ['all', { eventStatus: 'tcloaded', gdprApplies: true, purpose: purposes(1, 5, 6, 8, 9) }, [3]],
    ['without storage', { eventStatus: 'useractioncomplete', purpose: purposes(5, 6, 8, 9) }, [0]],
    ['half of what a bit needs', { eventStatus: 'tcloaded', purpose: purposes(1, 5, 8, 9) }, [2]],
    ['a law that does not apply', { eventStatus: 'tcloaded', gdprApplies: false }, [0]],
    ['questions that are shown', { eventStatus: 'cmpuishown', purpose: purposes(1, 5, 6) }, []],
  ])('[CN55] IAB TCF, %s', (_, data, levels) => {
    const api = (command: string, _version: number, hear: (data: object, ok: boolean) => void): void => {
      if (command === 'addEventListener') hear({ ...data, listenerId: 1 }, true);
    };
    expect(follow(tcf, { __tcfapi: api })).toEqual(levels);
    expect(warn).not.toHaveBeenCalled();
  });

  it('[CN55] Cookiebot: what it implied, or was told to forget, is no answer', () => {
    const consent = { preferences: true, statistics: true, method: 'implied' };
    const levels = follow(cookiebot, { Cookiebot: { hasResponse: true, consent } });
    consent.method = 'explicit';
    say('CookiebotOnAccept');
    (page.Cookiebot as { hasResponse: boolean }).hasResponse = false;
    say('CookiebotOnConsentReady');
    expect(levels).toEqual([0, 3, 0]);
  });

  it('[CN55] OneTrust: what a page says of the shopper’s place before it comes is not OneTrust', () => {
    const levels = follow(onetrust, { OneTrust: { geolocationResponse: {} } });
    expect(levels).toEqual([]);
    Object.assign(page, { OneTrust: { IsAlertBoxClosed: () => true }, OnetrustActiveGroups: ',C0001,C0002,' });
    say('OneTrustGroupsUpdated', ['C0001', 'C0002']);
    expect(levels).toEqual([2]);
  });

  const service = (name: string, categorySlug: string, status: boolean) => ({
    name,
    categorySlug,
    consent: { status, history: [{ type: 'implicit' }, { type: 'explicit' }] },
  });
  it.each<[string, object[], Consent]>([
    ['a service of our name', [service('Shopbell', 'marketing', true), service('Maps', 'functional', false)], 1],
    ['all functional services', [service('Maps', 'functional', true), service('Fonts', 'functional', true)], 1],
    ['some functional services', [service('Maps', 'functional', true), service('Fonts', 'functional', false)], 0],
    ['no functional service', [service('Ads', 'marketing', true)], 0],
    ['the service for analytics', [service('Shopbell Analytics', 'marketing', true)], 2],
  ])('[CN55] Usercentrics 2, %s', (_, services, level) => {
    const UC_UI = { isInitialized: () => true, isConsentRequired: () => false, getServicesBaseInfo: () => services };
    expect(follow(usercentrics, { UC_UI })).toEqual([level]);
  });

  it('[CN55] Usercentrics 3: what it was asked before an event is older than the event', async () => {
    const details = (state: string) => ({
      consent: { type: 'EXPLICIT' },
      categories: { functional: { state } },
      services: {},
    });
    let answer = (_: object): void => {};
    const asked = vi.fn(
      () =>
        new Promise<object>((resolve) => {
          answer = resolve;
        }),
    );
    const levels = follow(usercentrics, { __ucCmp: { isInitialized: async () => true, getConsentDetails: asked } });
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    say('UC_CONSENT', details('ALL_DENIED'));
    answer(details('ALL_ACCEPTED'));
    say('UC_UI_INITIALIZED');
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
    expect(levels).toEqual([0]);
  });

  it.each<[string, object, Consent]>([
    ['vendors of one’s own', { vendors: { 'c:shopbell': { enabled: true } }, purposes: {} }, 1],
    [
      'as the console names them',
      { vendors: { 'c:shopbell-Ab3': { enabled: true }, 'c:shopbell_analytics-X': { enabled: true } }, purposes: {} },
      3,
    ],
    ['purposes', { vendors: {}, purposes: { shopbell_analytics: { enabled: true }, shopbell: { enabled: false } } }, 2],
    ['names that only begin alike', { vendors: { 'c:shopbellish': { enabled: true } }, purposes: {} }, 0],
    ['no law', { regulation: 'none', vendors: { 'c:shopbell': { enabled: true } }, purposes: {} }, 0],
  ])('[CN55] Didomi, %s', (_, status, level) => {
    const Didomi = { shouldConsentBeCollected: () => false, getCurrentUserStatus: () => status };
    const didomiOnReady = { push: (callback: (sdk: object) => void) => callback(Didomi) };
    expect(follow(didomi, { Didomi, didomiOnReady })).toEqual([level]);
  });
});

describe('a tool that is followed', () => {
  const tool: ConsentTool = {
    name: 'Tool',
    events: ['tool-came'],
    isThere: ({ Tool }) => Tool === true,
    follow: (_page, tell, signal) => {
      addEventListener('tool-changed', () => tell(() => 1), { signal });
      throw new Error('half way');
    },
  };

  it('[CN49] counts as 0 when it throws, is named once, and is heard when it recovers', () => {
    const levels = follow(tool, { Tool: true });
    say('tool-changed');
    expect(levels).toEqual([0, 1]);
    expect(warn.mock.calls).toEqual([
      ['Shopbell: Tool does not answer as it is known to (Error: half way). Consent counts as 0.'],
    ]);
  });

  it('[CN52] is not looked for or heard after the end', () => {
    const levels = follow(tool);
    stop();
    page.Tool = true;
    say('tool-came');
    expect(levels).toEqual([]);
  });
});
