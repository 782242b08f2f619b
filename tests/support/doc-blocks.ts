import { globSync, readFileSync } from 'node:fs';
import { fromRoot } from '../../tools/build/paths.ts';

/** A fenced block of a page of docs. */
export interface DocBlock {
  /** Page and line, such as `docs/install/html.md:12`. */
  at: string;
  /** First word behind the fence; empty where there is none. */
  language: string;
  code: string;
  /** The policy of the block that came before it under the same heading, if that was an HTTP header. */
  policy?: string;
}

const FENCE = /^( *)```(\w*).*$/;

/** Pages about the ways in, whoever writes the next one. */
export const installPages = (): string[] => globSync('docs/install/*.md', { cwd: fromRoot() }).toSorted();

/** The blocks of a page, without the indentation of a list that they stand in. */
export function blocksOf(page: string): DocBlock[] {
  const blocks: DocBlock[] = [];
  let policy: string | undefined;
  let block: (DocBlock & { indent: string }) | undefined;
  for (const [index, line] of readFileSync(fromRoot(page), 'utf8').split('\n').entries()) {
    const fence = FENCE.exec(line);
    if (block && fence) {
      if (block.language === 'http') policy = policyOf(block.code);
      blocks.push(block);
      block = undefined;
    } else if (block)
      block.code += `${line.startsWith(block.indent) ? line.slice(block.indent.length) : line.trim()}\n`;
    else if (fence) {
      block = { at: `${page}:${index + 1}`, language: fence[2] ?? '', code: '', policy, indent: fence[1] ?? '' };
    } else if (line.startsWith('#')) policy = undefined;
  }
  if (block) throw new Error(`${block.at}: the block has no end`);
  return blocks;
}

/** The value of a `Content-Security-Policy` header, whose lines may be continued. */
function policyOf(header: string): string | undefined {
  const [, value] = /^Content-Security-Policy:([\s\S]*)$/i.exec(header) ?? [];
  return value?.replace(/\s+/g, ' ').trim();
}
