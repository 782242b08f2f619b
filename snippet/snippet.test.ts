import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { checkOptions } from '../src/loader/parts/check-options.ts';
import { unfold } from '../src/loader/parts/unfold.ts';
import { gather } from '../src/loader/written.ts';
import type { OptionsInput } from '../src/protocol/options.ts';
import {
  QUEUE_STUB,
  SnippetError,
  snippetHtml,
  snippetNoscript,
  snippetPolicy,
  snippetQueue,
} from '../src/protocol/snippet.ts';
import { SNIPPET_FILES } from './files.ts';

const text = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const target = { shop: 'demo', origin: 'https://chat.example.com' };

/** Runs inline code on a page of its own and returns the page's globals. */
function page(code: string, globals: Record<string, unknown> = {}): Record<string, unknown> {
  const window: Record<string, unknown> = { ...globals };
  window.window = window;
  runInNewContext(code, window);
  return window;
}
const queued = (window: Record<string, unknown>): unknown[][] => {
  const { q } = window.Shopbell as { q: ArrayLike<unknown>[] };
  return JSON.parse(JSON.stringify(Array.from(q, (call) => Array.from(call))));
};
const inline = (html: string): string => /<script>\n([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';

describe('the generated snippets', () => {
  it.each(Object.keys(SNIPPET_FILES))('[SN1] %s is, byte for byte, what the source generates', (name) => {
    expect(text(name)).toBe(SNIPPET_FILES[name]);
  });

  it.each(['index.html', 'product.html', 'spa/index.html', 'csp/index.html'])(
    '[SN2] demo/%s carries exactly the generated queue line',
    (name) => {
      const lines = text(`../demo/${name}`)
        .split('\n')
        .filter((line) => line.includes("(window,'Shopbell')"));
      expect(lines.map((line) => line.trim())).toEqual([QUEUE_STUB]);
    },
  );

  it('[SN2] the demo checkout carries the one-line form, on its own origin', () => {
    const own = snippetHtml({ shop: 'demo', origin: 'http://localhost:8787' }).trim();
    expect(text('../demo/checkout.html')).toContain(own.replace('http://localhost:8787', ''));
  });
});

describe('the queue', () => {
  it('[SN3] keeps commands in order until the script has come', () => {
    const window = page(`${inline(snippetQueue(target))};Shopbell('open');Shopbell('send', 'hi')`);
    expect(queued(window)).toEqual([['init', { shop: 'demo' }], ['open'], ['send', 'hi']]);
  });

  it('[SN3] pasted twice keeps the first function and every command', () => {
    const once = page(`${QUEUE_STUB}Shopbell('open')`);
    const first = once.Shopbell;
    runInNewContext(`${QUEUE_STUB}Shopbell('close')`, once);
    expect(once.Shopbell).toBe(first);
    expect(queued(once)).toEqual([['open'], ['close']]);
  });

  it('[SN3] keeps the loaded chat, whatever its queue', () => {
    const calls: unknown[][] = [];
    const chat = (...args: unknown[]): void => void calls.push(args);
    const window = page(`${QUEUE_STUB}Shopbell('open')`, { Shopbell: chat });
    expect(window.Shopbell).toBe(chat);
    expect(calls).toEqual([['open']]);
  });

  it.each([
    ['an empty object', {}, []],
    ['an object with a queue', { q: [['open']] }, [['open']]],
    ['an array of commands', [['open']], [['open']]],
    ['an element with that id', { id: 'Shopbell', tagName: 'DIV' }, []],
    ['null', null, []],
  ])('[SN3] replaces a placeholder: %s', (_, placeholder, before) => {
    const window = page(`${QUEUE_STUB}Shopbell('close')`, { Shopbell: placeholder });
    expect(queued(window)).toEqual([...before, ['close']]);
  });

  it('[SN4] carries any text unharmed and never ends the script early', () => {
    const welcomeMessage = '</script><!--<script> \\ \\" \' " \u2028\u2029\n😀 it\'s';
    const html = snippetQueue({ ...target, options: { welcomeMessage, appearance: { title: "O'Hara" } } });
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).not.toContain('<!--');
    expect(html).not.toContain('\u2028');
    expect(queued(page(inline(html)))).toEqual([
      ['init', { shop: 'demo', welcomeMessage, appearance: { title: "O'Hara" } }],
    ]);
  });

  it('[SN4] leaves out options without a value and refuses what cannot be written', () => {
    expect(snippetQueue({ ...target, options: { country: undefined } })).toBe(snippetQueue(target));
    const options = { closeDelay: Number.NaN };
    expect(() => snippetQueue({ ...target, options })).toThrow(SnippetError);
  });
});

describe('what a snippet is made for', () => {
  it.each(['', 'Demo', '-demo', 'de mo', 'demo"><script>', 'a'.repeat(64), 'демо'])(
    '[SN5] refuses the shop key %j',
    (shop) => {
      expect(() => snippetHtml({ ...target, shop })).toThrow(
        expect.objectContaining({ code: 'bad_shop', retry: false }),
      );
      expect(() => snippetQueue({ ...target, shop })).toThrow(expect.objectContaining({ code: 'bad_shop' }));
    },
  );

  it.each(['d', '0-shop_1', 'a'.repeat(63)])('[SN5] takes the shop key %j', (shop) => {
    expect(snippetHtml({ ...target, shop })).toContain(`?shop=${shop}"`);
  });

  it.each([
    '',
    'chat.example.com',
    'https://chat.example.com/',
    'https://x/path',
    'javascript:alert(1)',
    'https://x"y',
  ])('[SN5] refuses the origin %j', (origin) => {
    expect(() => snippetHtml({ ...target, origin })).toThrow(expect.objectContaining({ code: 'bad_origin' }));
  });

  it('[SN5] takes an origin with a port', () => {
    expect(snippetHtml({ shop: 'demo', origin: 'http://localhost:8787' })).toBe(
      '<script async src="http://localhost:8787/shopbell.js?shop=demo"></script>\n',
    );
  });
});

/** What a browser reads there: the address' query, and the attributes. */
function read(tag: string): { query: Record<string, string>; data: Record<string, string> } {
  const plain = (text: string): string =>
    text.replace(
      /&(quot|#39|lt|gt|amp);/g,
      (_, name: string) => ({ quot: '"', '#39': "'", lt: '<', gt: '>' })[name] ?? '&',
    );
  const attributes = [...tag.matchAll(/ ([a-z-]+)=("[^"]*"|'[^']*')/g)].map(
    ([, name = '', value = '']) => [name, plain(value.slice(1, -1))] as const,
  );
  const src = attributes.find(([name]) => name === 'src')?.[1] ?? '';
  return {
    query: Object.fromEntries(new URL(src).searchParams),
    data: Object.fromEntries(
      attributes.filter(([name]) => name.startsWith('data-')).map(([name, value]) => [name.slice(5), value]),
    ),
  };
}

describe('the forms of a snippet', () => {
  it('[SN20] one line carries options so that the loader reads the same: what the server draws by in the address, the rest as attributes', () => {
    const options: Omit<OptionsInput, 'shop'> = {
      country: 'CA',
      locale: 'fr-CA',
      cookieTTL: 30,
      minimizable: false,
      welcomeMessage: `"Salut", l'ami & <co>`,
      position: { corner: 'bottom-left', phone: { x: 4 } },
      appearance: { title: "O'Hara" },
    };
    const tag = snippetHtml({ ...target, options: { ...options, flowRef: undefined } });
    expect(tag.match(/>/g)).toHaveLength(2);
    const { query, data } = read(tag);
    expect(query).toEqual({ shop: 'demo', country: 'CA', locale: 'fr-CA' });
    const refused: string[] = [];
    const got = checkOptions(unfold(gather(query, data)), refused);
    expect(refused).toEqual([]);
    expect(got).toMatchObject({ shop: 'demo', ...options });
    expect(data).toHaveProperty('cookie-ttl', '30');
  });

  it('[SN21] a nonce stands on each script tag, and is checked', () => {
    const html = snippetQueue({ ...target, nonce: 'abc+/9==' });
    expect(html.match(/<script[^>]* nonce="abc\+\/9=="/g)).toHaveLength(2);
    for (const nonce of ['', 'a"b', 'a b', '<%= nonce %>'])
      expect(() => snippetHtml({ ...target, nonce })).toThrow(expect.objectContaining({ code: 'bad_nonce' }));
  });

  it('[SN22] a pinned script is asked for by its version and held to its hash', () => {
    const pin = { version: '1.2.3', integrity: 'sha256-c29tZSBoYXNoIG9mIHNvbWV0aGluZw==' };
    expect(snippetHtml({ ...target, pin })).toBe(
      `<script async src="https://chat.example.com/v/1.2.3/shopbell.js?shop=demo" integrity="${pin.integrity}" crossorigin="anonymous"></script>\n`,
    );
    for (const wrong of [{ version: '../1' }, { version: 'latest' }, { integrity: '' }, { integrity: 'md5-x' }])
      expect(() => snippetHtml({ ...target, pin: { ...pin, ...wrong } })).toThrow(
        expect.objectContaining({ code: 'bad_pin' }),
      );
  });

  it('[SN23] without scripts a link leads to the chat, with whatever words', () => {
    expect(snippetNoscript({ ...target, text: 'Chat & "more" <now>' })).toBe(
      '<noscript><a href="https://chat.example.com/chat?shop=demo">Chat &amp; &quot;more&quot; &lt;now&gt;</a></noscript>\n',
    );
  });

  it('[SN24] the policy names the server and nothing else', () => {
    expect(snippetPolicy('http://localhost:8787')).toEqual([
      'script-src http://localhost:8787',
      'connect-src http://localhost:8787 ws://localhost:8787',
      'img-src http://localhost:8787',
      'trusted-types shopbell',
    ]);
    expect(snippetPolicy('https://chat.example.com', 'abc')[0]).toBe("script-src 'nonce-abc' 'strict-dynamic'");
  });
});
