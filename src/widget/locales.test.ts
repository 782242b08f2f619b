import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDER = new URL('./locales/', import.meta.url);
type Tree = { [name: string]: string | string[] | Tree };

/** `chat.left: {n}` for each text: where it stands and what it has places for. */
function shape(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const here = path ? `${path}.${name}` : name;
    if (Array.isArray(value)) return [`${here}: ${value.length}`];
    if (typeof value !== 'string') return shape(value, here);
    return [`${here}: ${[...value.matchAll(/\{\w+\}/g)].map(String).sort().join(' ')}`];
  });
}
const texts = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) =>
    typeof value === 'string' ? value : Array.isArray(value) ? value : texts(value),
  );
const read = (file: string): Tree => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));

const files = globSync('*.json', { cwd: FOLDER }).sort();

describe('locales', () => {
  it('[WI70] speak five languages', () => {
    expect(files).toEqual(['de.json', 'en.json', 'es.json', 'fr.json', 'it.json']);
  });

  it.each(files)('[WI71] have the same texts with the same places: %s', (file) => {
    expect(shape(read(file))).toEqual(shape(read('en.json')));
    expect(texts(read(file)).filter((words) => words.trim() === '')).toEqual([]);
  });
});
