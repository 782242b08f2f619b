import { describe, expect, it } from 'vitest';
import { type OwnPage, openOwnPage, visitOwnPage, withInit } from '../support/own-page.ts';
import { seen } from '../support/see.ts';
import { useStage } from '../support/stage.ts';

/** The consent table, read from real cookies and storage. */
const stage = useStage('consent');
type Life = 'none' | 'session' | 'days';
const DAY = 86_400;

const open = (options: object, more = {}) =>
  openOwnPage(stage, withInit({ shop: 'demo', ...options }, ['consent']), more);

async function lives({ cookies }: OwnPage): Promise<{ visitor: Life; ui: Life; others: string[] }> {
  const kept = await cookies();
  const life = (name: string): Life => {
    const cookie = kept[name];
    if (!cookie) return 'none';
    return cookie.expires === -1 ? 'session' : 'days';
  };
  const others = Object.keys(kept).filter((name) => name !== 'shopbell_visitor' && name !== 'shopbell_ui');
  return { visitor: life('shopbell_visitor'), ui: life('shopbell_ui'), others };
}
const stored = ({ page }: OwnPage) =>
  page.evaluate(() => ({ session: Object.keys(sessionStorage), local: Object.keys(localStorage) }));
const NOTHING = { session: [], local: [] };

/** What may be kept, by the level of consent: before the chat was started and after. */
const BEFORE: Record<number, { visitor: Life; ui: Life }> = {
  0: { visitor: 'none', ui: 'none' },
  1: { visitor: 'none', ui: 'days' },
  2: { visitor: 'session', ui: 'none' },
  3: { visitor: 'days', ui: 'days' },
};
const AFTER: Record<number, { visitor: Life; ui: Life }> = {
  0: { visitor: 'session', ui: 'session' },
  1: { visitor: 'days', ui: 'days' },
  2: { visitor: 'session', ui: 'session' },
  3: { visitor: 'days', ui: 'days' },
};
/** With nothing to remember yet there is nothing to keep either. */
const AT_LOAD: typeof BEFORE = { ...BEFORE, 1: { visitor: 'none', ui: 'none' } };
const LEVELS = [0, 1, 2, 3] as const;

describe('cookies', () => {
  it.each(LEVELS)(
    '[CN10] at level %i: before the chat is started, after it, and after the shopper wrote',
    async (level) => {
      const page = await open({ cookieConsent: level });
      await seen(page.launcher);
      if (level & 2) await page.hello();
      await expect.poll(() => lives(page)).toEqual({ ...AT_LOAD[level], others: [] });
      expect(await stored(page)).toEqual(NOTHING);
      await page.launcher.click();
      await expect.poll(() => lives(page)).toEqual({ ...AFTER[level], others: [] });
      await page.run('send', 'Hello');
      await expect.poll(() => page.received().some(({ type }) => type === 'ack')).toBe(true);
      expect(await lives(page)).toEqual({ ...AFTER[level], others: [] });
      expect(await stored(page)).toEqual(NOTHING);
      for (const cookie of Object.values(await page.cookies()))
        expect(cookie).toMatchObject({ sameSite: 'Lax', path: '/' });
    },
  );

  it.each([
    [0, 3],
    [0, 2],
    [3, 0],
    [2, 0],
    [1, 2],
  ])('[CN11] a change from %i to %i before the start takes effect at once, and is told', async (from, to) => {
    const page = await open({ cookieConsent: from });
    await seen(page.launcher);
    await page.run('consent', to);
    await expect.poll(() => page.told('consent')).toMatchObject([{ consent: to }]);
    if (to & 2) await page.hello();
    // Without analytics a visitor of before is only kept if the chat was started.
    await expect.poll(() => lives(page)).toEqual({ ...BEFORE[to], others: [] });
  });

  it('[CN12] changes after the start go both ways, and the server is told', async () => {
    const page = await open({ cookieConsent: 0 });
    await page.launcher.click();
    // Until it is connected a change is told by the hello.
    await seen(page.panel.getByRole('group', { name: 'Suggested replies' }));
    for (const level of [3, 0, 1, 2, 0]) {
      await page.run('consent', level);
      await expect.poll(() => lives(page)).toEqual({ ...AFTER[level], others: [] });
    }
    await expect.poll(() => page.sent('consent.change').map(({ consent }) => consent)).toEqual([3, 0, 1, 2, 0]);
  });

  it('[CN13] are renewed at each visit', async () => {
    const page = await open({ cookieConsent: 3, cookieTTL: 10 });
    const left = async (one: OwnPage, name: string): Promise<number> =>
      Math.round((((await one.cookies())[name]?.expires ?? 0) - Date.now() / 1000) / DAY);
    await expect.poll(() => left(page, 'shopbell_visitor')).toBe(10);
    const again = await visitOwnPage(stage, page.page, withInit({ shop: 'demo', cookieConsent: 3, cookieTTL: 300 }));
    await expect.poll(() => left(again, 'shopbell_visitor')).toBe(300);
    await expect.poll(() => left(again, 'shopbell_ui')).toBe(300);
  });

  it('[CN14] a dismissed greeting is remembered with personalisation alone', async () => {
    for (const [level, remembered] of [
      [2, false],
      [1, true],
    ] as const) {
      const body = withInit({ shop: 'demo', cookieConsent: level, widgetState: 'welcome' });
      const page = await openOwnPage(stage, body);
      await page.page.getByRole('button', { name: 'Dismiss message' }).click();
      const again = await visitOwnPage(stage, page.page, body);
      await seen(again.launcher);
      await expect.poll(() => again.page.locator('.sb-teaser').count()).toBe(remembered ? 0 : 1);
    }
  });
});

describe('unsent messages', () => {
  it.each([
    [0, 'session'],
    [2, 'session'],
    [1, 'local'],
    [3, 'local'],
  ] as const)('[CN15] at level %i they wait in %sStorage, and go once they are sent', async (level, place) => {
    stage.forgive(/WebSocket|ERR_INTERNET_DISCONNECTED|Failed to load/);
    const page = await open({ cookieConsent: level });
    await page.launcher.click();
    await expect.poll(() => page.received().some(({ type }) => type === 'welcome')).toBe(true);
    await page.page.context().setOffline(true);
    await page.run('send', 'Written on a train');
    const expected = { ...NOTHING, [place]: ['shopbell_outbox'] };
    await expect.poll(() => stored(page)).toEqual(expected);
    if (level === 1) {
      await page.run('consent', 0);
      await expect.poll(() => stored(page)).toEqual({ session: ['shopbell_outbox'], local: [] });
    }
    await page.page.context().setOffline(false);
    await expect.poll(() => stored(page), { timeout: 20_000 }).toEqual(NOTHING);
  });
});

describe('pages', () => {
  it('[CN16] are told with analytics alone, also when the chat was never started', async () => {
    const shown = await open({ cookieConsent: 2 });
    expect(await shown.hello()).toMatchObject({ consent: 2, page: { title: 'Shop' } });
    const hidden = await open({ cookieConsent: 1 });
    await hidden.launcher.click();
    expect(await hidden.hello()).not.toHaveProperty('page');
    expect(hidden.sent('page')).toEqual([]);
  });

  it('[CN17] where the browser asks for privacy, analytics counts as not granted, whatever the page says', async () => {
    const before = `Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })`;
    const page = await open({ cookieConsent: 3 }, { before });
    await expect.poll(() => lives(page)).toMatchObject({ visitor: 'none', ui: 'days' });
    expect(page.sent('hello')).toEqual([]);
    await page.run('consent', 2);
    await expect.poll(() => page.told('consent')).toMatchObject([{ consent: 0 }]);
    await page.launcher.click();
    const hello = await page.hello();
    expect(hello).toMatchObject({ consent: 0 });
    expect(hello).not.toHaveProperty('page');
  });
});

describe('a browser that keeps nothing', () => {
  it.each([
    ['cookies are off', `Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set() {} })`],
    [
      'storage throws',
      `for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })`,
    ],
  ])('[CN18] %s: the chat works', async (_, before) => {
    const page = await open({ cookieConsent: 3 }, { before });
    await page.launcher.click();
    await page.run('send', 'Do you ship to Porto?');
    await expect.poll(() => page.received().some(({ type }) => type === 'ack')).toBe(true);
    await seen(page.panel.getByText('Do you ship to Porto?'));
  });
});
