import { readFileSync } from 'node:fs';
import { measureSizes } from '../bench/size.ts';
import { fromRoot, packageFile } from './build/paths.ts';

const fenced = (file: string): string => `\`\`\`html\n${readFileSync(fromRoot('snippet', file), 'utf8')}\`\`\``;
const bytes = (count: number): string => `${count.toLocaleString('en')} B`;

function sizes(): string {
  const { budgets } = packageFile();
  const measured = measureSizes();
  const row = (what: string, name: keyof typeof budgets): string =>
    `| ${what} | ${bytes(measured[name].brotli)} | ${bytes(budgets[name])} |`;
  return [
    '| brotli | measured | budget |',
    '| --- | --- | --- |',
    row('loader: launcher and greeting, one request', 'loader'),
    row('loader and open panel, English, styles included', 'loader+widget'),
  ].join('\n');
}

/** The README with its blocks made anew from snippets and measured sizes. */
export function readme(text: string): string {
  const blocks: Record<string, string> = {
    snippet: fenced('script.html'),
    queue: fenced('queue.html'),
    sizes: sizes(),
  };
  return Object.entries(blocks).reduce((page, [name, content]) => {
    const block = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
    if (!block.test(page)) throw new Error(`README.md has no block "${name}"`);
    return page.replace(block, (_, open: string, close: string) => `${open}${content}\n${close}`);
  }, text);
}
