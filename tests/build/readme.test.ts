import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../../tools/build/paths.ts';
import { readme } from '../../tools/readme.ts';

const page = readFileSync(fromRoot('README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as { scripts: Record<string, string> };

describe('README.md', () => {
  it('[BU12] has the generated snippets and the measured sizes', () => {
    expect(readme(page)).toBe(page);
  });

  it('[BU13] names only scripts, folders and pictures that there are, pictures below 300 KB', () => {
    for (const [, name] of page.matchAll(/`npm run (\w+)/g)) expect(scripts, name).toHaveProperty(name ?? '');
    for (const [, path] of page.matchAll(/(?:\]\(|src=")((?!https?:)[a-z][\w/.-]+)/g))
      expect(existsSync(fromRoot(path ?? '')), path).toBe(true);
    for (const [, path] of page.matchAll(/(docs\/pictures\/[\w-]+\.png)/g)) {
      expect(statSync(fromRoot(path ?? '')).size, path).toBeLessThan(300_000);
    }
    for (const [, path] of page.matchAll(/^\| `(src\/\w+)` /gm))
      expect(existsSync(fromRoot(path ?? '')), path).toBe(true);
  });
});
