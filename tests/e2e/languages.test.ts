import { globSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../../tools/build/paths.ts';
import { axe } from '../support/browser.ts';
import { seen } from '../support/see.ts';
import { useStage } from '../support/stage.ts';

type Tree = { [name: string]: string | string[] | Tree };
interface Words extends Tree {
  launcher: Record<'open' | 'close', string>;
  chat: Record<'panel' | 'more' | 'write' | 'placeholder' | 'log' | 'poweredBy' | 'emoji', string>;
  menu: Record<'person' | 'label', string>;
}

const read = <T>(file: string): T => JSON.parse(readFileSync(fromRoot(file), 'utf8'));
const wordsIn = (tag: string): Words => read(`src/widget/locales/${tag}.json`);
const flowIn = (tag: string): { greeting: Tree } => read(`src/server/bot/flows/${tag}.json`);
const textsOf = (tree: unknown): string[] =>
  typeof tree === 'string' ? [tree] : Object.values(tree as object).flatMap(textsOf);

const TAGS = globSync('*.json', { cwd: fromRoot('src/widget/locales') }).map((file) => file.replace('.json', ''));
const SHOP = 'Hazel & Hem';
const RIGHT_TO_LEFT = ['ar', 'he'];

const stage = useStage('languages');

/** The demo shop in a language, with the names of the locale files that it fetches. */
async function visit(locale: string, theme = 'light'): Promise<{ page: Page; fetched: string[] }> {
  const { page } = await stage.blank({ colorScheme: theme as 'light' });
  const fetched: string[] = [];
  page.on('request', (request) => {
    const file = /\/locales\/(.*)\.json/.exec(request.url())?.[1];
    if (file) fetched.push(file);
  });
  await page.goto(`${stage.server.origin}/demo/spa/?locale=${locale}&theme=${theme}`);
  return { page, fetched };
}

async function openPanel(page: Page, words: Words): Promise<void> {
  await page.getByRole('button', { name: words.launcher.open }).click();
  await seen(page.getByRole('dialog', { name: words.chat.panel.replace('{shop}', SHOP) }));
  await seen(page.getByRole('textbox', { name: words.chat.write }));
}

/** All that is written or spoken in the widget. */
const saidIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.querySelector('shopbell-chat')?.shadowRoot;
    const said: string[] = [];
    const walker = document.createTreeWalker(root as Node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element)
        for (const name of ['aria-label', 'placeholder', 'title', 'alt']) said.push(node.getAttribute(name) ?? '');
      else said.push(node.textContent ?? '');
    }
    return [...new Set(said.map((text) => text.trim()).filter(Boolean))];
  });

/** English texts that have other words in this language. */
function englishOnly(tag: string): Set<string> {
  const all = (one: string): string[] =>
    [...textsOf(wordsIn(one)), ...textsOf(flowIn(one).greeting)].map((text) => text.replace('{shop}', SHOP));
  const own = new Set(all(tag));
  return new Set(all('en').filter((text) => !own.has(text)));
}

describe('languages', () => {
  it.each(TAGS)('[LA1] opens with its own words, in its own direction, from one file: %s', async (tag) => {
    const words = wordsIn(tag);
    const { page, fetched } = await visit(tag);
    await openPanel(page, words);
    const { title } = flowIn(tag).greeting as { title: string };
    await seen(page.getByRole('dialog').getByText(title));
    const direction = RIGHT_TO_LEFT.includes(tag) ? 'rtl' : 'ltr';
    const panel = page.getByRole('dialog');
    expect(await panel.evaluate((element) => getComputedStyle(element).direction)).toBe(direction);
    expect(await panel.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe(tag);
    await page.getByRole('button', { name: words.chat.more }).click();
    await seen(page.getByRole('menuitem', { name: words.menu.person }));
    const foreign = englishOnly(tag);
    expect((await saidIn(page)).filter((text) => foreign.has(text))).toEqual([]);
    expect(fetched).toEqual([tag]);
  });

  it.each([
    ['zh-TW', 'zh-Hans'],
    ['no', 'nb'],
    ['pt-BR', 'pt'],
    ['uk', 'en'],
  ])('[LA8] serves readers of %s by the words of %s', async (locale, tag) => {
    const answer = await fetch(`${stage.server.origin}/api/v1/shops/demo/widget?locale=${locale}`);
    const { words, locale: spoken, strings } = await answer.json();
    expect(words ?? spoken.split('-')[0]).toBe(tag);
    expect(strings.open).toBe(wordsIn(tag).launcher.open);
  });

  it.each([
    ['ar', 'light'],
    ['ar', 'dark'],
    ['ja', 'light'],
    ['ja', 'dark'],
  ])('[LA9] has no barrier in %s, %s', async (tag, theme) => {
    const words = wordsIn(tag);
    const { page } = await visit(tag, theme);
    await openPanel(page, words);
    expect(await axe(page)).toEqual([]);
  });

  it('[LA10] goes the other way from right to left, and stays in its corner', async () => {
    const words = wordsIn('he');
    const { page } = await visit('he');
    const launcher = page.getByRole('button', { name: words.launcher.open });
    const corner = async () => {
      const { x = 0, width = 0 } = (await page.locator('shopbell-chat .sb-launcher').boundingBox()) ?? {};
      return Math.round(1280 - x - width);
    };
    await seen(launcher);
    expect(await corner()).toBe(20);
    await openPanel(page, words);
    expect(await corner()).toBe(20);
    await page.getByRole('button', { name: words.chat.emoji }).click();
    const signs = page.getByRole('dialog', { name: words.chat.emoji }).getByRole('button');
    await seen(signs);
    const [first, second] = [await signs.nth(0).boundingBox(), await signs.nth(1).boundingBox()];
    expect(second!.x).toBeLessThan(first!.x);
    await signs.nth(0).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await signs.nth(1).evaluate((sign) => sign.matches(':focus'))).toBe(true);
  });
});
