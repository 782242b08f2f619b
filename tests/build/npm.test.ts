import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromRoot } from '../../tools/build/paths.ts';
import { type NpmApps, packForApps } from '../support/npm-app.ts';

/** The package as npm would have it, packed from the builds that are there. */
let apps: NpmApps;
let plain: string;
let react: string;
beforeAll(async () => {
  apps = await packForApps();
  [plain, react] = await Promise.all([apps.app('plain'), apps.app('react')]);
}, 60_000);
afterAll(() => apps?.remove());

const run = promisify(execFile);
/** Runs a program; what it said is the failure. */
async function said(file: string, args: string[], cwd: string): Promise<string> {
  const { stdout, stderr } = await run(file, args, { cwd }).catch(
    (failed: { stdout: string; stderr: string }) => failed,
  );
  return (stdout + stderr).trim();
}
const bin = (name: string): string => fromRoot('node_modules/.bin', name);

describe('the package on npm', () => {
  it('[NP1] has nothing that publint finds wrong or would do otherwise', async () => {
    const { buffer } = await readFile(apps.tarball);
    const { messages, pkg } = await publint({ pack: { tarball: buffer as ArrayBuffer } });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it('[NP1] has types that every resolver of modules finds and that say what the code is', async () => {
    const asked = run(bin('attw'), [apps.tarball, '--profile', 'esm-only', '--no-color']);
    await expect(asked.catch(({ stdout }) => stdout)).resolves.toHaveProperty('stdout');
  });

  it('[NP2] holds what it exports and runs, its licence and its page, and neither sources nor tests', async () => {
    const listed = (await said('tar', ['-tzf', apps.tarball], fromRoot())).split('\n').map((file) => file.slice(8));
    for (const file of ['dist/npm.js', 'dist/react.js', 'build/js/server/cli.js', 'LICENSE', 'README.md'])
      expect(listed).toContain(file);
    expect(
      listed.filter((file) =>
        /^(src|tests|tools|bench|docs)\/|\.test\.|tsbuildinfo|build\/js\/(loader|widget|inbox|client|ui)\//.test(file),
      ),
    ).toEqual([]);
  });

  it.each(['bundler', 'nodenext'])('[NP3] apps that use it have their types checked: %s', async (resolution) => {
    const module = resolution === 'bundler' ? 'esnext' : 'nodenext';
    for (const app of [plain, react]) {
      const args = ['-p', '.', '--module', module, '--moduleResolution', resolution];
      expect(await said(bin('tsc'), args, app)).toBe('');
    }
  });

  it('[NP3] and are told of what is wrong', async () => {
    await writeFile(
      join(react, 'wrong.tsx'),
      [
        "import { createChat } from 'shopbell';",
        "import { ShopbellChat } from 'shopbell/react';",
        "const at = { api: 'https://chat.example.com', shop: 'demo' };",
        'createChat(at).open();',
        '// @ts-expect-error no server',
        "createChat({ shop: 'demo' });",
        '// @ts-expect-error no number',
        'createChat({ ...at, country: 5 });',
        '// @ts-expect-error no event',
        "createChat(at).on('opened', () => {});",
        '// @ts-expect-error no text',
        'createChat(at).cart({ currency: 1, subtotal: 0, lines: [] });',
        'export const right = <ShopbellChat {...at} onAddToCart={({ productId }) => productId.trim()} />;',
        '// @ts-expect-error no such event',
        'export const wrong = <ShopbellChat {...at} onOpened={() => {}} />;',
        '// @ts-expect-error a number',
        'export const count = <ShopbellChat {...at} onUnread={({ count }) => count.trim()} />;',
        '',
      ].join('\n'),
    );
    expect(await said(bin('tsc'), ['-p', '.'], react)).toBe('');
  });
});

describe('where there is no page', () => {
  const node = (app: string, code: string): Promise<string> =>
    said(process.execPath, ['--input-type=module', '--eval', code], app);

  it('[NP4] the module is imported, and its chat does nothing', async () => {
    const code = `
      import { createChat } from 'shopbell';
      const before = Object.keys(globalThis).length;
      const chat = createChat({ api: 'https://chat.example.com', shop: 'demo' });
      chat.on('ready', () => console.log('ready'))();
      for (const verb of Object.values(chat)) verb();
      setTimeout(() => console.log(Object.keys(chat).length, Object.keys(globalThis).length - before));`;
    expect(await node(plain, code)).toBe('17 0');
  });

  it('[NP4] the component is drawn as nothing, and is marked as one for browsers', async () => {
    const code = `
      import { createElement } from 'react';
      import { renderToString } from 'react-dom/server';
      import { ShopbellChat } from 'shopbell/react';
      const chat = createElement(ShopbellChat, { api: 'https://chat.example.com', shop: 'demo', onReady() {} });
      console.log(renderToString(createElement('p', {}, chat)));`;
    expect(await node(react, code)).toBe('<p></p>');
    expect(readFileSync(join(apps.unpacked, 'dist/react.js'), 'utf8')).toMatch(/^'use client';\n/);
  });
});

describe('in a bundle', () => {
  async function bundled(code: string): Promise<string> {
    await writeFile(join(react, 'entry.js'), code);
    const made = (await build({
      root: react,
      configFile: false,
      logLevel: 'error',
      build: { write: false, minify: false, rolldownOptions: { input: join(react, 'entry.js') } },
    })) as Rolldown.RolldownOutput;
    return made.output.map((file) => (file.type === 'chunk' ? file.code : '')).join('\n');
  }

  it('[NP5] nothing is left of it where it is imported and not used', async () => {
    expect(await bundled("import { createChat } from 'shopbell'; globalThis.used = createChat;")).toContain(
      'shopbell-chat',
    );
    const unused =
      "import 'shopbell'; import { createChat } from 'shopbell'; import { ShopbellChat } from 'shopbell/react';";
    expect(await bundled(`${unused} console.log('a shop');`)).not.toMatch(/shopbell-chat|attachShadow|useRef/);
  });
});

describe('docs/install/npm.md', () => {
  it('[NP6] shows files of the apps that are tried in a browser, byte for byte', () => {
    const page = readFileSync(fromRoot('docs/install/npm.md'), 'utf8');
    const blocks = [...page.matchAll(/^`([\w./-]+)`:\n\n```\w+\n([\s\S]*?)^```$/gm)];
    expect(blocks.map(([, file]) => file)).toEqual(['main.ts', 'shop.tsx']);
    for (const [, file, text] of blocks) {
      const app = file?.endsWith('x') ? 'react' : 'plain';
      expect(text, file).toBe(readFileSync(fromRoot('tests/apps', app, file ?? ''), 'utf8'));
    }
  });
});
