import { type Bundle, bundle } from './bundle.ts';
import { fromRoot } from './paths.ts';

/** Hashes by the place in the code that they go to. */
type Hashes = Record<string, string>;

/** Puts hashes where the code has places for them; each place must be there. */
export function withHashes(made: Bundle, hashes: Hashes): Bundle {
  for (const [file, code] of made.code) {
    if (file.startsWith('parts/')) continue;
    let filled = code;
    for (const [place, hash] of Object.entries(hashes)) {
      if (!filled.includes(place)) throw new Error(`${file} has no place for ${place}`);
      filled = filled.replaceAll(place, hash);
    }
    made.code.set(file, filled);
  }
  return made;
}

/** A classic script is read in the character set of its page, which is not always UTF-8. */
const ascii = (code: string): string =>
  code.replace(/[^\n -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * Tells Chromium that all of it runs at once: functions are compiled while the script is, off the page's thread, rather
 * than one by one at their first call. (Explicit compile hints, Chromium 136; elsewhere a comment.)
 */
const RUNS_WHOLE = '//# allFunctionsCalledOnLoad\n';

const SETTINGS = /["'`]__SHOPBELL_SETTINGS__["'`]/g;

/** `shopbell.js`: a classic script for pages. The server finds `"__SHOPBELL_SETTINGS__"` in it, in double quotes. */
export async function bundleLoader(hashes: Hashes): Promise<Bundle> {
  const input = { shopbell: fromRoot('src/loader/main.ts') };
  const made = await bundle({ input }, { format: 'iife', entryFileNames: '[name].js' });
  const code = made.code.get('shopbell.js')!;
  if (code.match(SETTINGS)?.length !== 1) throw new Error('shopbell.js has no one place for the settings of a shop');
  made.code.set('shopbell.js', RUNS_WHOLE + ascii(code.replace(SETTINGS, '"__SHOPBELL_SETTINGS__"')));
  return withHashes(made, hashes);
}

/** Files of the loader that pages fetch later, as modules: `page.js` and what it needs at times; and `npm.js`. */
export async function bundleLater(file: string, source: string, hashes: Hashes): Promise<Bundle> {
  const input = { [file.replace(/\.js$/, '')]: fromRoot(source) };
  const output = { format: 'es', entryFileNames: '[name].js' } as const;
  return withHashes(await bundle({ input, preserveEntrySignatures: 'strict' }, output), hashes);
}
