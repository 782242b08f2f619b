import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../../tools/build/paths.ts';

/** What each floor may import from beside itself. */
const MAY: Record<string, string[]> = {
  protocol: [],
  domain: ['protocol'],
  client: ['protocol'],
  ui: ['protocol'],
  loader: ['protocol', 'client', 'ui'],
  widget: ['protocol', 'client', 'ui'],
  inbox: ['protocol', 'client', 'ui'],
  server: ['protocol', 'domain'],
};
const IN_BROWSERS = ['client', 'ui', 'loader', 'widget', 'inbox'];
const PORT_FOLDERS = /^(conversations|jobs)\//;
const ADAPTER =
  /server\/(store\/(sqlite|postgres)|bus\/(local|memory-ephemeral|redis|open-bus)|files\/(disk|s3|open-files)|channels\/email|commerce\/catalog)/;
const IMPORT = /^\s*(import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/gm;

interface Import {
  file: string;
  from: string;
  to: string;
  typeOnly: boolean;
}

const sources = globSync('src/*/**/*.{ts,tsx}', { cwd: fromRoot() }).filter(
  (file) => !/\.(test|contract|fixture)\.tsx?$|\/testing\//.test(file),
);
const floorOf = (file: string): string => file.split('/')[1] ?? '';

const imports: Import[] = sources.flatMap((file) => {
  const text = readFileSync(fromRoot(file), 'utf8');
  return [...text.matchAll(IMPORT)].map((match) => {
    const target = match[3] ?? match[4] ?? '';
    const to = target.startsWith('.') ? relative('.', join(dirname(file), target)) : target;
    return { file, from: floorOf(file), to, typeOnly: match[2] !== undefined };
  });
});

describe('the floors', () => {
  it('[BU1] imports go downwards and never sideways', () => {
    expect(imports.length).toBeGreaterThan(300);
    const wrong = imports.filter(({ from, to }) => {
      if (!to.startsWith('src/')) return false;
      const floor = floorOf(to);
      return floor !== from && !MAY[from]?.includes(floor);
    });
    expect(wrong).toEqual([]);
  });

  it('[BU2] code for browsers takes types and plain constants from the protocol, and no schema library', () => {
    const schemas = new Set(imports.filter(({ to }) => to === 'valibot').map(({ file }) => file));
    const wrong = imports.filter(
      ({ from, to, typeOnly }) => IN_BROWSERS.includes(from) && !typeOnly && (schemas.has(to) || to === 'valibot'),
    );
    expect(wrong).toEqual([]);
  });

  it('[BU3] only the composition names adapters: the door and the jobs know ports', () => {
    const wrong = imports.filter(
      ({ file, to }) => PORT_FOLDERS.test(file.replace('src/server/', '')) && ADAPTER.test(to),
    );
    expect(wrong).toEqual([]);
  });

  it('[BU4] no file is longer than 300 lines', () => {
    const written = globSync('{src,tests,bench,tools,demo,snippet,gtm-template}/**/*.{ts,tsx,css,html}', {
      cwd: fromRoot(),
    });
    const long = written.filter((file) => readFileSync(fromRoot(file), 'utf8').split('\n').length > 301);
    expect(written.length).toBeGreaterThan(sources.length);
    expect(long).toEqual([]);
  });
});
