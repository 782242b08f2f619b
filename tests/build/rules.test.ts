import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../../tools/build/paths.ts';

const page = readFileSync(fromRoot('docs/protocol.md'), 'utf8');
const rules = [...page.matchAll(/^- \*\*([A-Z]{2}\d+)\*\* /gm)].map((match) => match[1] ?? '');

/**
 * Ids in titles: `[EN1]`, `[EN10–EN14]`, `[EN25, EN26]` and `[FB1][FB10]` count for the ids that they write out; in a
 * table of cases the id stands first in its row.
 */
const tested = new Set(
  globSync(['{src,tests,demo,snippet,gtm-template,tools}/**/*.test.{ts,tsx}', 'src/**/*.contract.ts'], {
    cwd: fromRoot(),
  })
    .map((file) => readFileSync(fromRoot(file), 'utf8'))
    .flatMap((text) => [
      ...text.matchAll(/['"`]((?:\[(?:[A-Z]{2}\d+[^\]]{0,3}?)+\])+)/g),
      ...text.matchAll(/(?:row\(|\[)\s*'([A-Z]{2}\d+)',/g),
    ])
    .flatMap((match) => [...(match[1] ?? '').matchAll(/[A-Z]{2}\d+/g)].map(([id]) => id)),
);

describe('docs/protocol.md', () => {
  it('[BU5] every rule has an id of its own', () => {
    expect(rules.length).toBeGreaterThan(100);
    expect(rules.filter((id, index) => rules.indexOf(id) !== index)).toEqual([]);
  });

  it('[BU6] every rule stands in the title of a test', () => {
    expect(rules.filter((id) => !tested.has(id))).toEqual([]);
  });

  it('[BU7] every id in a title is a rule', () => {
    expect([...tested].filter((id) => !rules.includes(id))).toEqual([]);
  });
});
