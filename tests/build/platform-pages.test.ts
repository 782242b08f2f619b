import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../../tools/build/paths.ts';

/** Pages of the docs with what a browser cannot run, and the file that each such block is. */
const FILES: [string, string, string][] = [
  ['shopify', 'liquid', 'shopify/theme.liquid'],
  ['wordpress', 'php', 'woocommerce/functions.php'],
  ['magento', 'xml', 'magento/csp_whitelist.xml'],
  ['prestashop', 'smarty', 'prestashop/layout.tpl'],
];

describe('pages of platforms in docs/install', () => {
  it.each(FILES)('[CA38] %s: the %s block is %s, byte for byte', (page, language, file) => {
    const text = readFileSync(fromRoot(`docs/install/${page}.md`), 'utf8');
    const blocks = [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
      ([, code]) => code,
    );
    expect(blocks).toEqual([readFileSync(fromRoot(`tests/e2e/platforms/${file}`), 'utf8')]);
  });

  it.each(FILES)('[CA38] %s has no blocks but those and what a browser runs', (page, language) => {
    const text = readFileSync(fromRoot(`docs/install/${page}.md`), 'utf8');
    const languages = [...text.matchAll(/^```(\w+)$/gm)].map(([, name]) => name);
    expect(languages.filter((name) => !['html', 'js', language].includes(name!))).toEqual([]);
  });
});
