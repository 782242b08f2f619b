import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../../tools/build/paths.ts';
import { ensure } from '../../tools/system.ts';
import { eventually } from '../support/eventually.ts';
import { gone, seen } from '../support/see.ts';
import { launcher, panel, run, soon } from '../support/shop-pages.ts';
import { openShopper, type Shopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

/** Pages that other people have made, with a server of ours behind them. */
const stage = useStage('hosts');

const SNIPPET = '<script async src="/shopbell.js?shop=demo"></script>';
const page = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><title>Shop</title>${head}</head><body>${body}</body></html>`;
const fromNpm = (file: string): string => fromRoot('node_modules', file);

interface Files {
  /** Pages and scripts by path; a script by the path of its file. */
  [path: string]: { html: string; policy?: string } | { file: string };
}

/** Somebody who visits the first of these pages. */
async function visit(files: Files): Promise<Shopper> {
  // Pages that no server has sent count as strangers to this machine.
  const watched = await stage.blank({ permissions: ['local-network-access'] });
  for (const [path, answer] of Object.entries(files)) {
    await watched.page.context().route(stage.server.origin + path, (route) =>
      'file' in answer
        ? route.fulfill({ path: answer.file, contentType: 'text/javascript' })
        : route.fulfill({
            body: answer.html,
            contentType: 'text/html',
            headers: answer.policy ? { 'content-security-policy': answer.policy } : {},
          }),
    );
  }
  return openShopper(watched, stage.server.origin + Object.keys(files)[0]);
}

const count = (page: Page): Promise<number> => page.locator('shopbell-chat').count();
const hasWelcome = (frames: readonly string[]): number => frames.filter((frame) => frame.includes('"welcome"')).length;

/** A shopper who has said something and been answered. */
async function talk(shopper: Shopper): Promise<void> {
  await shopper.openChat();
  await shopper.ask('Where is my order?', /order number|order/i);
}
const stillTalks = async ({ page, log, panel }: Shopper): Promise<void> => {
  await seen(panel);
  await seen(log.getByText('Where is my order?'));
  await soon(() => count(page)).toBe(1);
};

describe('a page that replaces itself', () => {
  it('[LO48] the widget comes back with what it shows, whether its body was emptied or exchanged', async () => {
    const shopper = await visit({ '/shop': { html: page(`<h1>Shop</h1>${SNIPPET}`) } });
    await launcher(shopper.page).waitFor();
    await shopper.page.evaluate(() => document.body.replaceChildren('Nothing'));
    await launcher(shopper.page).waitFor();
    await talk(shopper);
    for (const replace of [
      () => document.body.replaceChildren('Empty'),
      () => {
        document.body = document.createElement('body');
      },
      () => document.body.replaceWith(document.createElement('body')),
    ]) {
      await shopper.page.evaluate(replace);
      await stillTalks(shopper);
    }
    await shopper.ask('Thank you', /./);
    expect(hasWelcome(shopper.frames)).toBe(1);
  });

  it('[LO49] Turbo goes from page to page and back: one widget, open, with its conversation', async () => {
    const head = '<script src="/turbo.js"></script>';
    const shopper = await visit({
      '/shop': { html: page(`<h1>Shop</h1><a href="/other">Other</a>${SNIPPET}`, head) },
      '/other': { html: page(`<h1>Other</h1><a href="/shop">Shop</a>${SNIPPET}`, head) },
      '/turbo.js': { file: fromNpm('@hotwired/turbo/dist/turbo.es2017-umd.js') },
    });
    await talk(shopper);
    for (const go of [
      () => shopper.page.getByRole('link', { name: 'Other' }).click(),
      () => shopper.page.getByRole('link', { name: 'Shop' }).click(),
      () => shopper.page.goBack(),
    ]) {
      const before = await shopper.page.locator('h1').innerText();
      await go();
      await soon(() => shopper.page.locator('h1').innerText()).not.toBe(before);
      await stillTalks(shopper);
    }
    expect(hasWelcome(shopper.frames)).toBe(1);
  });

  it('[LO49] a page of one address changes it by script: nothing begins anew', async () => {
    const shopper = await visit({ '/shop': { html: page(`<h1>Shop</h1>${SNIPPET}`) } });
    await talk(shopper);
    await shopper.page.evaluate(() => {
      history.pushState({}, '', '/shop/shirts');
      document.querySelector('h1')?.replaceWith('Shirts');
    });
    await stillTalks(shopper);
    await shopper.page.goBack();
    await stillTalks(shopper);
    expect(hasWelcome(shopper.frames)).toBe(1);
  });
});

describe('a page that was left or is not there yet', () => {
  it('[LO50] comes back from the browser’s cache with one widget, connected again', async () => {
    const shopper = await visit({
      '/shop': {
        html: page(
          `<h1>Shop</h1><script>addEventListener('pageshow',(e)=>{window.persisted=e.persisted})</script>${SNIPPET}`,
        ),
      },
      '/other': { html: page('<h1>Other</h1>') },
    });
    await talk(shopper);
    await shopper.page.goto(`${stage.server.origin}/other`);
    await shopper.page.goBack();
    await stillTalks(shopper);
    await shopper.ask('And a refund?', /refund|return/i);
  });

  it('[LO51] does nothing while it is only prepared for a visit', async () => {
    const shopper = await visit({
      '/shop': {
        html: page(
          `<script>
            let prerendering = true;
            Object.defineProperty(document, 'prerendering', { get: () => prerendering });
            window.visit = () => { prerendering = false; document.dispatchEvent(new Event('prerenderingchange')) };
            window.told = [];
            (window.Shopbell = window.Shopbell || []).push(['on', 'ready', () => told.push('ready')], ['open'], ['consent', 3]);
          </script>${SNIPPET}`,
        ),
      },
    });
    await shopper.page.waitForLoadState('networkidle');
    const told = () => shopper.page.evaluate(() => (window as never as { told: string[] }).told);
    expect(await told()).toEqual([]);
    expect(await count(shopper.page)).toBe(0);
    expect(await shopper.page.context().cookies()).toEqual([]);
    expect(shopper.frames).toEqual([]);
    await shopper.page.evaluate(() => (window as never as { visit(): void }).visit());
    await seen(shopper.panel);
    expect(await told()).toEqual(['ready']);
    await eventually('the cookie', async () => (await shopper.page.context().cookies()).length > 0);
  });
});

describe('a dialog of the page', () => {
  it('[LO44] a conversation goes into it and back, and so does its connection', async () => {
    const shopper = await visit({ '/shop': { html: page(`<h1>Shop</h1><dialog>Size guide</dialog>${SNIPPET}`) } });
    const { page: shown, log } = shopper;
    await talk(shopper);
    await shown.evaluate(() => document.querySelector('dialog')?.showModal());
    await seen(shown.locator('dialog > shopbell-chat'));
    await shown.evaluate(() => document.querySelector('dialog')?.close());
    await soon(() => shown.locator('body > shopbell-chat').count()).toBe(1);
    await shopper.ask('Thank you', /./);
    await seen(log);
    expect(hasWelcome(shopper.frames)).toBe(1);
  });
});

it('[LO61] on a phone an address is written in text of 16 px', async () => {
  const shopper = await visit({ '/shop': { html: page(`<h1>Shop</h1>${SNIPPET}`) } });
  await shopper.page.setViewportSize({ width: 390, height: 800 });
  await shopper.wantPerson();
  const field = shopper.panel.getByRole('textbox', { name: 'Email address' });
  expect(await field.evaluate((input) => getComputedStyle(input).fontSize)).toBe('16px');
});

describe('libraries of the page', () => {
  const FREEZE =
    'for (const one of [Object, Array, Function, String, Promise, Map, Element, Event]) Object.freeze(one.prototype)';
  const debian = (name: 'Prototype' | 'MooTools'): string => {
    const found = ensure(name);
    if (!found.ok) throw new Error(found.message);
    return found.path;
  };

  it.each([
    ['frozen prototypes', `<script>${FREEZE}</script>`, undefined],
    ['jQuery', '<script src="/library.js"></script>', () => fromNpm('jquery/dist/jquery.js')],
    ['Prototype', '<script src="/library.js"></script>', () => debian('Prototype')],
    ['MooTools', '<script src="/library.js"></script>', () => debian('MooTools')],
  ])('[LO52] %s: the chat works', async (_, head, library) => {
    const shopper = await visit({
      '/shop': { html: page(`<h1>Shop</h1>${SNIPPET}`, head) },
      ...(library ? { '/library.js': { file: library() } } : {}),
    });
    await run(shopper.page, 'cart', {
      currency: 'EUR',
      subtotal: 68,
      lines: [{ id: '1', name: 'Shirt', quantity: 1, price: 68 }],
    }).catch(() => {});
    await talk(shopper);
    await shopper.panel.getByRole('button', { name: 'Emoji' }).click();
    await seen(shopper.page.getByRole('dialog', { name: 'Emoji' }));
    await shopper.page.keyboard.press('Escape');
    await shopper.wantPerson();
    await shopper.giveEmail('anna@example.com');
    await shopper.minimise();
    await gone(shopper.panel);
  });

  it('[LO52] commands that a frozen page pushes onto its own queue are run', async () => {
    const shopper = await visit({
      '/shop': {
        html: page(
          `<script>window.Shopbell = window.Shopbell || function () { (Shopbell.q = Shopbell.q || []).push(arguments) }; Shopbell('on', 'unread', () => {}); window.kept = Shopbell.q; ${FREEZE}</script>${SNIPPET}`,
        ),
      },
    });
    await launcher(shopper.page).waitFor();
    await shopper.page.evaluate(() => (window as never as { kept: unknown[] }).kept.push(['open']));
    await seen(shopper.panel);
  });
});

describe('documents of all kinds', () => {
  it('[LO54] a script in the head, a document without doctype, and two snippets: one widget', async () => {
    const twice = `<script src="/shopbell.js?shop=demo"></script>`;
    const shopper = await visit({
      '/shop': {
        html: `<html lang="en"><head><link rel="icon" href="data:,">${twice}${twice}<title>Shop</title></head><body><h1>Old</h1>${SNIPPET}</body></html>`,
      },
    });
    expect(await shopper.page.evaluate(() => document.compatMode)).toBe('BackCompat');
    await talk(shopper);
    await stillTalks(shopper);
    const { y, height } = (await shopper.panel.boundingBox())!;
    expect({ y, height }).toEqual({ y: 60, height: 704 });
  });

  it('[LO55] a page that allows no styles and enforces Trusted Types', async () => {
    const { origin } = stage.server;
    const policy = [
      "default-src 'none'",
      "script-src 'nonce-n0' 'strict-dynamic'",
      `connect-src ${origin} ${origin.replace('http', 'ws')}`,
      `img-src data: ${origin}`,
      "style-src 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types shopbell',
    ].join('; ');
    const shopper = await visit({
      '/shop': { html: page(`<h1>Shop</h1>${SNIPPET.replace('<script', '<script nonce="n0"')}`), policy },
    });
    await talk(shopper);
    await shopper.page.evaluate(() => {
      const dialog = document.createElement('dialog');
      dialog.append('Size guide');
      document.body.append(dialog);
      dialog.showModal();
    });
    await seen(shopper.page.locator('dialog > shopbell-chat'));
    await shopper.ask('Thank you', /./);
    expect(await panel(shopper.page).evaluate((element) => getComputedStyle(element).position)).toBe('absolute');
  });
});
