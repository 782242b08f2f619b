import { mkdirSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../../tools/build/paths.ts';
import { settled } from '../support/browser.ts';
import { ownProperties } from '../support/own-properties.ts';
import { FRAMEWORKS, hostileStyle, TURNED } from '../support/page-styles.ts';
import { seen } from '../support/see.ts';
import { openShopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

/** The widget looks the same on every page, to the pixel, and no page looks different for having it. */
const stage = useStage('isolation');
const VIEW: BrowserContextOptions = { viewport: { width: 560, height: 820 } };

/** What pages of shops are made of: something for every style to take hold of. */
const BODY = `
  <header><h1>Shop</h1><nav><ul><li><a href="#">New</a></li><li><a href="#">Sale</a></li></ul></nav></header>
  <main><section><h2>New</h2><p>Some <b>words</b>, a <a href="#">link</a> and <em>more</em>.</p>
  <form><label>Name <input></label><textarea></textarea><select><option>One</select><button>Buy</button></form>
  <table><tr><th>Size<td>M</table><div class="card panel">A card<img alt="A shirt" width="40" height="40"></div></section></main>
  <footer><p>Imprint</p></footer>`;

/** A grey sheet between page and widget, out of reach of every style as the widget is. */
const COVER = `
  const cover = document.createElement('x-cover');
  const root = cover.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(':host { all: initial !important; position: fixed !important; inset: 0 !important; background: #e9e7e2 !important; z-index: 2147479999 !important } :host::before, :host::after { content: none !important }');
  root.adoptedStyleSheets = [sheet];
  document.body.append(cover);`;

/** Times are part of what is seen. */
const ONE_TIME = `Date.prototype.toLocaleTimeString = () => '10:43'`;

const LOADER = '/shopbell.js?shop=demo';

/** A page with these styles, and no chat yet. */
async function dress(style: string, options: BrowserContextOptions = {}): Promise<Page> {
  const { page } = await stage.blank({ ...VIEW, ...options });
  // A browser looks for the icon of a document that names none; a theme names fonts and pictures of its own.
  stage.forgive(/404|file not found/i);
  await page.addInitScript(ONE_TIME);
  // Any document of the server will do to be replaced by one of a shop.
  await page.goto(`${stage.server.origin}/demo/shop.json`);
  await page.setContent(`<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Shop</title>${BODY}`);
  await page.addStyleTag({ content: `/* a shop's */ ${style}` });
  return page;
}

async function picture(page: Page): Promise<Buffer> {
  await page.evaluate(async () => {
    const root = document.querySelector('shopbell-chat')!.shadowRoot!;
    await Promise.all([...root.querySelectorAll('img')].map((image) => image.decode().catch(() => {})));
  });
  await settled(page);
  return page.screenshot({ animations: 'disabled' });
}

/** Launcher and greeting, then the open panel. */
async function stranger(style: string, later = ''): Promise<Buffer[]> {
  const page = await dress(style);
  await page.evaluate(COVER);
  await page.addScriptTag({ url: LOADER });
  const launcher = page.locator('.sb-launcher');
  await launcher.waitFor();
  await page.locator('.sb-teaser').waitFor();
  const closed = await picture(page);
  await page.addStyleTag({ content: `/* later */ ${later}` });
  await launcher.click();
  await seen(page.locator('.panel .chips'));
  await page.mouse.move(0, 0);
  return [closed, await picture(page)];
}

/** A conversation that is there already, with cards in it. */
async function known(style: string, storageState: State): Promise<Buffer[]> {
  const page = await dress(style, { storageState });
  await page.evaluate(COVER);
  await page.addScriptTag({ url: LOADER });
  await page.locator('.sb-launcher').click();
  await seen(page.locator('.panel .sb-order'));
  await seen(page.locator('.panel .form'));
  await page.mouse.move(0, 0);
  const atEnd = await picture(page);
  await page.locator('.panel .log').evaluate((log) => {
    log.scrollTop = -260;
  });
  return [atEnd, await picture(page)];
}
type State = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** Somebody who has seen products and an order, and asked for a person. */
async function conversation(): Promise<State> {
  const watched = await stage.blank(VIEW);
  const shopper = await openShopper(watched, `${stage.server.origin}/demo/`);
  await shopper.openChat();
  await shopper.ask('do you have a candle', 'These could be something for you:');
  await seen(shopper.log.getByRole('group', { name: 'Suggested products' }));
  await shopper.ask('where is my order 10482 marta@example.com', 'on its way');
  await shopper.wantPerson();
  const { cookies, origins } = await watched.page.context().storageState();
  // The visitor is known, but the panel does not open by itself.
  return { cookies: cookies.filter(({ name }) => name === 'shopbell_visitor'), origins };
}

/** How many pixels differ; of pictures that do, all three are kept for whoever looks into it. */
async function differing(name: string, expected: Buffer, actual: Buffer): Promise<number> {
  if (expected.equals(actual)) return 0;
  const [one, other] = await Promise.all(
    [expected, actual].map((png) => sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })),
  );
  let count = 0;
  for (let at = 0; at < one!.data.length; at += 3) {
    if ([0, 1, 2].some((channel) => one!.data[at + channel] !== other!.data[at + channel])) count += 1;
  }
  if (count > 0) {
    const folder = fromRoot('build/failures');
    mkdirSync(folder, { recursive: true });
    await sharp(expected).toFile(`${folder}/isolation-${name}-expected.png`);
    await sharp(actual).toFile(`${folder}/isolation-${name}-actual.png`);
  }
  return count;
}

describe('on a page with other styles', () => {
  let plain: Promise<[Buffer[], State, Buffer[]]> | undefined;
  /** What it looks like on a page without any, once for all. */
  const reference = (): Promise<[Buffer[], State, Buffer[]]> => {
    plain ??= (async () => {
      const state = await conversation();
      return [await stranger(''), state, await known('', state)];
    })();
    return plain;
  };
  async function looksTheSame(name: string, style: string, later = ''): Promise<void> {
    const [closedAndOpen, state, talk] = await reference();
    const here = [...(await stranger(style, later)), ...(await known(style + later, state))];
    const counts = [];
    for (const [index, expected] of [...closedAndOpen, ...talk].entries())
      counts.push(await differing(`${name.replace(/\W+/g, '-')}-${index}`, expected, here[index]!));
    expect(counts).toEqual([0, 0, 0, 0]);
  }

  it.each(Object.entries(FRAMEWORKS))('[IS1] the widget is the same to the pixel under %s', (name, read) =>
    looksTheSame(name, read()),
  );

  it('[IS2] the widget is the same to the pixel on a page that does all it can to it', () =>
    looksTheSame('hostile', hostileStyle(ownProperties()), TURNED));
});

describe('a page that has the widget', () => {
  /** Everything that a browser says of how each element of the page looks. */
  const looks = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('html, html *:not(shopbell-chat, script, x-cover)')].map((element) => {
        const of = (pseudo?: string): string =>
          [...getComputedStyle(element, pseudo)]
            .map((name) => `${name}:${getComputedStyle(element, pseudo).getPropertyValue(name)}`)
            .join(';');
        return `${element.tagName} ${of()} ${of('::before')} ${of('::after')}`;
      }),
    );

  it.each(['', 'Bootstrap 5'])('[IS3] looks as it does without: styles "%s"', async (name) => {
    const page = await dress(FRAMEWORKS[name]?.() ?? '');
    const before = await looks(page);
    await page.addScriptTag({ url: LOADER });
    await page.locator('.sb-launcher').click();
    await seen(page.locator('.panel .chips'));
    await page.locator('.panel textarea').fill('https://shop.example/');
    await page.locator('.panel .send').click();
    await seen(page.locator('.panel .out'));
    expect(await looks(page)).toEqual(before);
    expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
  });
});
