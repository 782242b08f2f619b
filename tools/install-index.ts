import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fromRoot } from './build/paths.ts';

/** Pages that most look for first. */
const FIRST = ['html.md', 'csp.md', 'gtm.md'];
const BLOCK = /(<!-- pages -->\n)[\s\S]*?(<!-- \/pages -->)/;

const place = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

/** Title of a page, and its first sentence. */
function about(name: string): string {
  const text = readFileSync(fromRoot('docs/install', name), 'utf8');
  const [, title = name, rest = ''] = /^# (.+)\n+([\s\S]*?)\n\n/.exec(text) ?? [];
  const sentence = rest.replaceAll('\n', ' ').split(/(?<=[.:])\s/)[0] ?? '';
  // A link of the sentence would stand inside the table's own.
  const plain = sentence.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/:$/, '.');
  return `| [${title}](${name}) | ${plain.replaceAll('|', '\\|')} |`;
}

/** `docs/install/README.md` with its table made anew from the pages beside it. */
export function installIndex(text: string): string {
  if (!BLOCK.test(text)) throw new Error('docs/install/README.md has no block "pages"');
  const names = globSync('docs/install/*.md', { cwd: fromRoot() })
    .map((file) => basename(file))
    .filter((name) => name !== 'README.md')
    .toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  const table = ['| way in | |', '| --- | --- |', ...names.map(about)].join('\n');
  return text.replace(BLOCK, (_, open: string, close: string) => `${open}${table}\n${close}`);
}
