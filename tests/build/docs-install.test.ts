import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../../tools/build/paths.ts';
import { installIndex } from '../../tools/install-index.ts';
import { blocksOf, installPages } from '../support/doc-blocks.ts';

/** Languages whose blocks a browser runs, or that show a shape rather than a program. */
const ELSEWHERE = /^(html|js|http|sh|json|)$/;
/** Where programs in other languages stand as files that somebody builds or reads. */
const HOMES = ['demo/native/*/*', 'demo/**/*.{liquid,php,phtml,tpl,twig,xml}', 'tests/**/*.*'];

const pages = installPages();
const blocks = pages.flatMap(blocksOf);
const files = globSync(HOMES, { cwd: fromRoot() }).filter((file) => !/\.(png|test\.tsx?)$/.test(file));

describe('docs/install', () => {
  it('[SN36] the index has every page, as the pages call themselves', () => {
    const index = readFileSync(fromRoot('docs/install/README.md'), 'utf8');
    expect(installIndex(index)).toBe(index);
  });

  it('[SN36] every link leads to a file, and every part of a page that is linked is there', () => {
    for (const page of pages) {
      for (const [, path = '', part] of readFileSync(fromRoot(page), 'utf8').matchAll(
        /\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g,
      )) {
        const target = join(dirname(page), path || `../../${page}`);
        const file = path ? target : page;
        expect(existsSync(fromRoot(file)), `${page} links ${path}`).toBe(true);
        if (part) expect(anchorsOf(file), `${page} links ${path}#${part}`).toContain(part);
      }
    }
  });

  it('[SN37] blocks in languages that no browser runs are lines of a file, byte for byte', () => {
    const texts = files.map((file) => `\n${readFileSync(fromRoot(file), 'utf8')}`);
    for (const { at, language, code } of blocks) {
      if (ELSEWHERE.test(language)) continue;
      expect(
        texts.some((text) => text.includes(`\n${code}`)),
        `${at}: ${language}`,
      ).toBe(true);
    }
  });

  it('[SN37] blocks of JSON can be read, and commands are there', () => {
    const { scripts } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const cli = readFileSync(fromRoot('src/server/cli.ts'), 'utf8');
    for (const { at, language, code } of blocks) {
      if (language === 'json') expect(() => JSON.parse(code), at).not.toThrow();
      if (language !== 'sh') continue;
      for (const [, name = ''] of code.matchAll(/npm run (\w+)/g)) expect(scripts, at).toHaveProperty(name);
      for (const [, name = ''] of code.matchAll(/npx shopbell (\w+)/g)) expect(cli, at).toMatch(`${name}`);
      for (const [, name = ''] of code.matchAll(/node (\S+\.[tj]s)/g))
        if (!name.startsWith('build/')) expect(existsSync(fromRoot(name)), at).toBe(true);
    }
  });
});

/** Names by which headings are linked. */
const anchorsOf = (file: string): string[] =>
  [...readFileSync(fromRoot(file), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
