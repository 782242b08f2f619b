import { globSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { LauncherSettings } from '../protocol/settings.ts';

const FOLDER = new URL('./locales/', import.meta.url);
type Tree = { [name: string]: string | string[] | Tree };

const tags = globSync('*.json', { cwd: FOLDER })
  .map((file) => file.replace('.json', ''))
  .sort();
const read = (tag: string): Tree => JSON.parse(readFileSync(new URL(`${tag}.json`, FOLDER), 'utf8'));

/** A counted text has one form for each of some categories instead of a text. */
const isCounted = (value: Tree): value is Record<string, string> => typeof value.other === 'string';
const placesOf = (text: string): string => [...text.matchAll(/\{\w+\}/g)].map(String).sort().join(' ');

/** `chat.panel: {shop}` for each text: where it stands and what it has places for. Of counted texts the form `other`. */
function shape(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const here = path ? `${path}.${name}` : name;
    if (Array.isArray(value)) return [`${here}: ${value.length}`];
    if (typeof value === 'string') return [`${here}: ${placesOf(value)}`];
    return isCounted(value) ? [`${here}: ${placesOf(value.other ?? '')}`] : shape(value, here);
  });
}
const texts = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) =>
    typeof value === 'string' ? value : Array.isArray(value) ? value : texts(value),
  );
const counted = (tree: Tree): Record<string, string>[] =>
  Object.values(tree).flatMap((value) =>
    typeof value === 'string' || Array.isArray(value) ? [] : isCounted(value) ? [value] : counted(value),
  );

/** For each category that whole numbers have in a language, how many of them it stands for: one, or more than one. */
function categoriesOf(tag: string): Map<string, number> {
  const rules = new Intl.PluralRules(tag);
  const found = new Map([['other', 2]]);
  for (const n of [...new Array(1_001).keys(), 10_000, 100_000, 1_000_000]) {
    const category = rules.select(n);
    found.set(category, (found.get(category) ?? 0) + 1);
  }
  return found;
}

/** Marks that no text may have, by what they should have been. */
const CARELESS: Record<string, RegExp> = {
  'a typographic apostrophe': /'/,
  'typographic quotes': /"/,
  'an ellipsis': /\.\.\./,
  'no exclamation mark': /[!¡！]/,
  'one blank': / {2}|^\s|\s$/,
};
/** What only some languages write otherwise. */
const OWN_MARKS: Record<string, RegExp> = {
  fr: /[^\u202f][?;]|[^\u00a0]:/,
  ja: /[,?;:](?!\/\/)/,
  'zh-Hans': /[,?;:](?!\/\/)/,
  ar: /[,?;]/,
};

describe('locales', () => {
  it('[WI70] speak nineteen languages', () => {
    expect(tags.join(' ')).toBe('ar cs da de en es fi fr he it ja ko nb nl pl pt sv tr zh-Hans');
    expect(tags).toEqual(Intl.getCanonicalLocales(tags));
  });

  it.each(tags)('[WI71] have the same texts with the same places: %s', (tag) => {
    expect(shape(read(tag))).toEqual(shape(read('en')));
    expect(texts(read(tag)).filter((words) => words.trim() === '')).toEqual([]);
  });

  it.each(tags)('[LA2] have a form of each counted text for each kind of whole number: %s', (tag) => {
    const categories = categoriesOf(tag);
    for (const forms of counted(read(tag))) {
      expect(Object.keys(forms).sort()).toEqual([...categories.keys()].sort());
      for (const [category, form] of Object.entries(forms)) {
        // Where a form stands for a single number, its words may say which.
        const places = placesOf(forms.other!).replace(
          categories.get(category) === 1 && !form.includes('{n}') ? '{n}' : '',
          '',
        );
        expect(placesOf(form), form).toBe(places.trim());
      }
    }
  });

  it.each(tags)('[LA3] are set with the marks of their language, and do not shout: %s', (tag) => {
    for (const text of texts(read(tag))) {
      for (const [wanted, mark] of Object.entries(CARELESS)) expect(text, wanted).not.toMatch(mark);
      if (OWN_MARKS[tag]) expect(text).not.toMatch(OWN_MARKS[tag]);
    }
  });

  it.each(tags)('[LA4] keep the launcher’s words as short as a loader takes them: %s', (tag) => {
    const { open, close, dismiss, unread } = read(tag).launcher as Record<string, string> & { unread: Tree };
    const strings = LauncherSettings.entries.strings.entries;
    for (const text of [open, close, dismiss, ...texts(unread)]) {
      expect(v.is(strings.open, text)).toBe(true);
      expect(text!.length, text).toBeLessThanOrEqual(60);
    }
  });
});
