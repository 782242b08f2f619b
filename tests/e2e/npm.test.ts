import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../tools/build/paths.ts';
import { addOrigins } from '../support/add-origin.ts';
import { type AppName, buildApp, type NpmApps, packForApps } from '../support/npm-app.ts';
import { gone, seen } from '../support/see.ts';
import { type Site, serveSite } from '../support/serve-site.ts';
import { openShopper, type Shopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

/** Apps that have the package from npm, built by Vite, on an origin of their own, in real Chromium. */
const stage = useStage('npm');
/** Without pictures, whose addresses are the demo shop's own. */
const QUESTION = 'What is your returns policy?';
const ANSWER = /For a return/;
const NAMES: AppName[] = ['plain', 'react'];

let apps: NpmApps;
const sites = new Map<AppName, Site>();
beforeAll(async () => {
  apps = await packForApps();
  for (const name of NAMES) sites.set(name, await serveSite(await buildApp(await apps.app(name), stage.server.origin)));
  await addOrigins(stage, ...[...sites.values()].map(({ origin }) => origin));
}, 60_000);
afterAll(async () => {
  await Promise.all([...sites.values()].map((site) => site.stop()));
  await apps?.remove();
});

/** Somebody on the app's page, and the paths that it asked the chat's server for. */
async function visit(name: AppName): Promise<Shopper & { asked: string[] }> {
  stage.forgive(/third party: http:\/\/localhost:/);
  const watched = await stage.blank();
  const asked: string[] = [];
  watched.page.on('request', (request) => {
    const { origin, pathname, search } = new URL(request.url());
    if (origin === stage.server.origin) asked.push(pathname + search);
  });
  return { ...(await openShopper(watched, `${sites.get(name)?.origin}/`)), asked };
}

const elements = (page: Page): Promise<number> => page.locator('shopbell-chat').count();
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const settings = (asked: string[]): string[] => asked.filter((path) => path.startsWith('/api/v1/shops/demo/widget'));

describe('an app without a framework', () => {
  it('[NP7] has the chat, which answers, and no global of it', async () => {
    const shopper = await visit('plain');
    const { page } = shopper;
    await seen(page.getByRole('button', { name: 'Open chat' }));
    await press(page, 'Ask us');
    await seen(shopper.panel);
    await shopper.ask(QUESTION, ANSWER);
    expect(await page.evaluate(() => Object.keys(window).filter((name) => /shopbell/i.test(name)))).toEqual([]);
  });
});

describe('where Trusted Types are enforced', () => {
  it('[NP15] importing makes nothing on the page, and chats that follow each other share the one policy', async () => {
    stage.forgive(/third party: http:\/\/localhost:|favicon/);
    const { page } = await stage.blank();
    const files = `${stage.server.origin}/v/${packageFile().version}`;
    await page.addInitScript(() => {
      const made: string[] = [];
      const { trustedTypes } = window as unknown as { trustedTypes: { createPolicy(...rules: unknown[]): unknown } };
      const create = trustedTypes.createPolicy.bind(trustedTypes);
      trustedTypes.createPolicy = (...rules) => {
        const policy = create(...rules);
        made.push(`${rules[0]}`);
        return policy;
      };
      Object.assign(window, { made });
    });
    const policy = "trusted-types shopbell; require-trusted-types-for 'script'";
    await page.route('**/strict', (route) =>
      route.fulfill({
        contentType: 'text/html',
        headers: { 'content-security-policy': policy },
        body: `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Shop</title><script type="module">
          import { createChat } from '${files}/npm.js';
          window.imported = made.length;
          window.make = () => { window.chat = createChat({ shop: 'demo', api: '${stage.server.origin}' }); };
        </script>`,
      }),
    );
    await page.goto(`${stage.server.origin}/strict`);
    await expect.poll(() => page.evaluate('window.imported')).toBe(0);
    for (const _ of ['first', 'second']) {
      await page.evaluate('make(); chat.open()');
      await seen(page.getByRole('dialog', { name: 'Chat with Hazel & Hem' }));
      await page.evaluate('chat.destroy()');
      await expect.poll(() => elements(page)).toBe(0);
    }
    expect(await page.evaluate('made')).toEqual(['shopbell']);
  });
});

describe('an app in React', () => {
  it('[NP8] has one chat though StrictMode mounts everything twice, and asks for its settings once', async () => {
    const { page, panel, asked } = await visit('react');
    await seen(page.getByRole('button', { name: 'Open chat' }));
    await expect.poll(() => page.locator('output').innerText()).toBe('welcome');
    await press(page, 'Ask us');
    await seen(panel);
    await expect.poll(() => page.locator('output').innerText()).toBe('chat');
    expect(await elements(page)).toBe(1);
    expect(settings(asked)).toEqual(['/api/v1/shops/demo/widget?locale=en&country=DE']);
    const brand = await page.locator('.sb').evaluate((frame) => frame.style.getPropertyValue('--sb-brand'));
    expect(brand).toBe('#7a3b5c');
  });

  it('[NP9] what its props say anew reaches the chat that is there', async () => {
    const { page, panel, log, ask, asked, sockets } = await visit('react');
    await seen(page.getByRole('button', { name: 'Open chat' }));
    await press(page, 'Ask us');
    await seen(panel);
    await ask(QUESTION, ANSWER);
    await press(page, 'Ship to France');
    await expect.poll(() => settings(asked).at(-1)).toBe('/api/v1/shops/demo/widget?locale=en&country=FR');
    await seen(log.getByText(QUESTION));
    expect([await elements(page), sockets()]).toEqual([1, 1]);
  });

  it('[NP10] leaves nothing behind once it is unmounted, and comes back', async () => {
    const { page, panel, ask, log, sockets } = await visit('react');
    await seen(page.getByRole('button', { name: 'Open chat' }));
    await press(page, 'Ask us');
    await seen(panel);
    await ask(QUESTION, ANSWER);
    await press(page, 'Pay');
    await gone(panel);
    await expect.poll(sockets).toBe(0);
    expect([await elements(page), await page.locator('script[integrity]').count()]).toEqual([0, 0]);
    await press(page, 'Ask us');
    await press(page, 'Back to the shop');
    await seen(panel);
    await seen(log.getByText(QUESTION));
    expect(await elements(page)).toBe(1);
  });
});
