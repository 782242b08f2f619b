import { expect, it } from 'vitest';
import { NONCE_PLACE } from '../../src/protocol/snippet.ts';
import { blocksOf, type DocBlock, installPages } from '../support/doc-blocks.ts';
import { SNIPPET, soon, useShopPages } from '../support/shop-pages.ts';

/** What the pages about the ways in tell merchants to paste, pasted: every block of HTML and every one of JavaScript. */
const shop = useShopPages();

const EXAMPLE = 'https://chat.example.com';
const NONCE = 'cmFuZG9t';
const runnable = installPages().flatMap((page) =>
  blocksOf(page).filter(({ language }) => /^(html|js)$/.test(language)),
);

/** The page that a merchant pastes it into: scripts of others are not asked for. */
function pageWith({ language, code }: DocBlock): string {
  if (language === 'js')
    return `${SNIPPET.replace('"/', `"${EXAMPLE}/`)}<script>window.Shopbell = window.Shopbell ||
    function () { (Shopbell.q = Shopbell.q || []).push(arguments) };\n${code}</script>`;
  return code.includes('/shopbell.js') ? code : code + SNIPPET.replace('"/', `"${EXAMPLE}/`);
}

it('[SN35] there are such blocks', () => {
  expect(runnable.length).toBeGreaterThan(8);
});

it.each(runnable.map((block) => [block.at, block] as const))(
  '[SN35] %s brings one chat, breaks nothing, and is not corrected in the console',
  async (_, block) => {
    const { origin } = shop.server;
    const here = (text: string): string =>
      text
        .replaceAll(EXAMPLE, origin)
        .replaceAll(EXAMPLE.replace('http', 'ws'), origin.replace('http', 'ws'))
        .replaceAll(NONCE_PLACE, NONCE);
    await shop.context.route(
      (url) => url.port !== new URL(origin).port,
      (route) => route.fulfill({ status: 200, contentType: 'text/javascript', body: '' }),
    );
    await shop.context.addInitScript(() => {
      const refused: string[] = [];
      Object.assign(window, { refused });
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
        refused.push(`${effectiveDirective} ${blockedURI}`),
      );
    });
    const page = await shop.visit(here(pageWith(block)), {
      policy: block.policy && here(block.policy),
      origin: origin.replace('127.0.0.1', 'localhost'),
      whole: true,
      path: '/docs',
    });
    await soon(() => page.locator('shopbell-chat').count()).toBe(1);
    await page.waitForLoadState('networkidle');
    expect(shop.said.filter((line) => /^Shopbell|Error:|is not/.test(line) && !/^WebSocket/.test(line))).toEqual([]);
    // The icon of the page is not the chat's.
    expect(((await page.evaluate('refused')) as string[]).filter((line) => !line.includes('favicon'))).toEqual([]);
  },
);
