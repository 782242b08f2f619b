import type { Locator } from 'playwright-core';

/** How long a person would wait before calling it broken, ms. */
export const PATIENCE_MS = 10_000;

/** Resolves once the first match can be seen. */
export const seen = (locator: Locator, timeout = PATIENCE_MS): Promise<void> =>
  locator.first().waitFor({ state: 'visible', timeout });

/** Resolves once no match can be seen. */
export const gone = (locator: Locator, timeout = PATIENCE_MS): Promise<void> =>
  locator.first().waitFor({ state: 'hidden', timeout });

/** What a person reads there, in order, on one line. */
export const textOf = async (locator: Locator): Promise<string> => (await locator.innerText()).replace(/\s+/g, ' ');

/** How often a text occurs in another. */
export const count = (text: string, part: string): number => text.split(part).length - 1;
