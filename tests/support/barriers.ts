import type { Page } from 'playwright-core';
import { axe } from './browser.ts';

type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>;

/** A way in which the widget can look. `dir`: the direction that its language is read in. */
export type Dress = Media & { dir?: 'rtl' };

const PLAIN = {
  colorScheme: 'light',
  forcedColors: 'none',
  contrast: 'no-preference',
  reducedMotion: 'reduce',
} as const;

/** Light, dark, and read from right to left. */
export const USUAL = {
  light: PLAIN,
  dark: { ...PLAIN, colorScheme: 'dark' },
  'right to left': { ...PLAIN, dir: 'rtl' },
} satisfies Record<string, Dress>;

/** The usual, with the browser's own colours, and with more contrast. */
export const ALL = {
  ...USUAL,
  forced: { ...PLAIN, forcedColors: 'active' },
  contrast: { ...PLAIN, contrast: 'more' },
} satisfies Record<string, Dress>;

/** Puts the page and the widget into this dress. The widget hears of the screen's colours with the next frame. */
export async function wear(page: Page, { dir, ...media }: Dress): Promise<void> {
  await page.emulateMedia(media);
  await page.locator('shopbell-chat .sb').evaluate((frame: HTMLElement, to) => {
    frame.dir = to;
    return new Promise(requestAnimationFrame);
  }, dir ?? 'ltr');
}

/** What axe finds in the widget, not in the page around it. */
export const inWidget = async (page: Page): Promise<string[]> =>
  (await axe(page)).filter((line) => line.includes('shopbell-chat'));

/** What axe finds in the widget in each of the usual dresses. */
export async function barriersIn(page: Page): Promise<Record<string, string[]>> {
  const barriers: Record<string, string[]> = {};
  for (const [name, dress] of Object.entries(USUAL)) {
    await wear(page, dress);
    const found = await inWidget(page);
    if (found.length > 0) barriers[name] = found;
  }
  await wear(page, PLAIN);
  return barriers;
}
