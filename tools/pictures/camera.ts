import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { settled } from '../../tests/support/browser.ts';
import { fromRoot } from '../build/paths.ts';

/** How somebody looks at it. */
export interface Look {
  theme: 'light' | 'dark';
  phone: boolean;
}

export const LOOKS: Look[] = [
  { theme: 'light', phone: false },
  { theme: 'dark', phone: false },
  { theme: 'light', phone: true },
  { theme: 'dark', phone: true },
];

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
/** Larger than this no picture of the documentation may be. */
const MOST_BYTES = 300_000;

/** What of a desktop's page is shown: all of it, the corner with the panel, or the corner with launcher and greeting. */
export type Detail = 'page' | 'panel' | 'launcher';
const CORNERS = { panel: { width: 440, height: 800 }, launcher: { width: 360, height: 240 } };

export const nameOf = (state: string, { theme, phone }: Look): string => `${state}${phone ? '-phone' : ''}-${theme}`;

/** Opens a page for a look, in a browser profile of its own. */
export async function openLook(browser: Browser, { theme, phone }: Look): Promise<Page> {
  const context = await browser.newContext({
    viewport: phone ? PHONE : DESKTOP,
    colorScheme: theme,
    locale: 'en-GB',
    deviceScaleFactor: phone ? 1.5 : 1,
    hasTouch: phone,
    isMobile: phone,
  });
  return context.newPage();
}

export interface Camera {
  take(page: Page, look: Look, state: string, detail?: Detail): Promise<void>;
}

/** Writes to `docs/pictures/`. */
export function createCamera(): Camera {
  const folder = fromRoot('docs/pictures');
  mkdirSync(folder, { recursive: true });
  return {
    async take(page, look, state, detail = 'panel') {
      await settled(page);
      const { width, height } = page.viewportSize()!;
      const corner = look.phone || detail === 'page' ? undefined : CORNERS[detail];
      const clip = corner && { x: width - corner.width, y: height - corner.height, ...corner };
      const png = await page.screenshot({ animations: 'disabled', ...(clip && { clip }) });
      const file = join(folder, `${nameOf(state, look)}.png`);
      const { size } = await sharp(png).png({ palette: true, quality: 90, effort: 7 }).toFile(file);
      if (size > MOST_BYTES) throw new Error(`${file} has ${size} bytes`);
      console.log(file.slice(fromRoot().length));
    },
  };
}
