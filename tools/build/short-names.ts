import { readFileSync } from 'node:fs';
import { fromRoot } from './paths.ts';

/** Custom properties that pages and hosts may set. All others that the tokens define are the widget's own. */
const PUBLIC = /^--sb-(brand|round|safe-[tb])$/;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const NAME = /--sb-[a-z0-9-]+/g;

/** Short names for the tokens that are nobody else's: `--sb-ink-2` becomes `--q`. The same sources give the same names. */
function shortNames(): ReadonlyMap<string, string> {
  const css = ['core', 'more'].map((part) => readFileSync(fromRoot(`src/ui/tokens-${part}.css`), 'utf8')).join('');
  const own = new Set([...css.matchAll(/(--sb-[a-z0-9-]+):/g)].map((match) => match[1]!));
  const names = [...own].filter((name) => !PUBLIC.test(name));
  const { length } = LETTERS;
  return new Map(
    names.map((name, at) => [
      name,
      `--${at < length ? '' : LETTERS[Math.floor(at / length) - 1]}${LETTERS[at % length]}`,
    ]),
  );
}

const SHORT = shortNames();

/**
 * Writes the code of pages with short names, in styles and scripts alike; and without `:root`, which means nothing within
 * a shadow root.
 */
export const shorten = (code: string): string =>
  code.replaceAll(':root,.sb', '.sb').replace(NAME, (name) => SHORT.get(name) ?? name);
