import { describe, expect, it } from 'vitest';
import { refusedIn } from '../language.ts';
import { changeConsent, createPage, type FakePage } from '../page.ts';
import { createSandbox, runCode } from '../sandbox.ts';

/** Runs code that may do everything. */
function run(code: string, page: Partial<FakePage> = {}, data: Record<string, unknown> = {}) {
  const sandbox = createSandbox({}, createPage(page));
  sandbox.require = sandbox.requireFree;
  expect(refusedIn(code)).toEqual([]);
  const answer = runCode(sandbox, code, data);
  return { answer: JSON.parse(JSON.stringify({ answer })).answer, page: sandbox.page, calls: sandbox.calls };
}
const value = (expression: string, page?: Partial<FakePage>): unknown =>
  run(
    expression.replace(/(?<![.\w'])([a-z]\w+|JSON|Math|Object)(?=[(.])/g, "require('$1')").replace(/^/, 'return '),
    page,
  ).answer;

describe('what is free', () => {
  it.each<[string, unknown]>([
    ['getType(null) + getType([]) + getType({}) + getType(1)', 'nullarrayobjectnumber'],
    ["makeInteger('4.7') + makeNumber('1.5')", 5.5],
    ['makeString(12)', '12'],
    ["makeTableMap([{ k: 'a', v: 1 }, { k: 'b', v: 2 }], 'k', 'v')", { a: 1, b: 2 }],
    ["makeTableMap([], 'k', 'v')", null],
    [
      "encodeUri('a b/ö') + encodeUriComponent('/') + decodeUri('%20') + decodeUriComponent('%2F')",
      'a%20b/%C3%B6%2F /',
    ],
    ["toBase64('ö') + fromBase64('w7Y=')", 'w7Y=ö'],
    ["parseUrl('https://u:p@a.example:81/x?q=1&q=2&r=3#h').searchParams", { q: ['1', '2'], r: '3' }],
    ["getType(parseUrl('nowhere'))", 'undefined'],
    ['JSON.parse(\'{"a":[1]}\')', { a: [1] }],
    ["getType(JSON.parse('{'))", 'undefined'],
    ['JSON.stringify({ a: 1 })', '{"a":1}'],
    ['Math.floor(1.5) + Math.max(1, 2) + Math.pow(2, 3)', 11],
    ['Object.entries({ a: 1 })', [['a', 1]]],
    ['generateRandom(3, 3)', 3],
    ['getTimestampMillis() > 1700000000000 && getTimestamp() > 1700000000000', true],
  ])('[GT23] %s', (expression, wanted) => {
    expect(value(expression)).toEqual(wanted);
  });

  it('[GT23] hands on the values themselves, not copies of them', () => {
    const code = `const Object = require('Object');\nconst o = { a: { b: 1 }, c: 2 };
Object.values(o)[0].b = 3;\nObject.delete(o, 'c');\nreturn o;`;
    expect(run(code).answer).toEqual({ a: { b: 3 } });
  });

  it('[GT23] hashes at once', () => {
    const code =
      "let hash;\nrequire('sha256')('abc', (h) => { hash = h; }, undefined, { outputEncoding: 'hex' });\nreturn hash;";
    expect(run(code).answer).toMatch(/^ba7816bf/);
  });
});

describe('the window', () => {
  it('[GT24] gives deep copies of eight types, of functions too', () => {
    const window = { shop: { name: 'a', made: new Date(), list: [1, { b: 2 }] }, add: (a: number, b: number) => a + b };
    const code = `const copy = require('copyFromWindow');\nconst shop = copy('shop');\nshop.list[1].b = 3;
return [shop, copy('shop.list'), copy('add')(1, 2), require('callInWindow')('add', 2, 3), require('getType')(copy('none.at.all'))];`;
    expect(run(code, { window }).answer).toEqual([
      { name: 'a', list: [1, { b: 3 }] },
      [1, { b: 2 }],
      3,
      5,
      'undefined',
    ]);
    expect(window.shop.list[1]).toEqual({ b: 2 });
  });

  it('[GT24] is set where nothing is, or where told to override', () => {
    const code = `const set = require('setInWindow');
return [set('a', 1), set('a', 2), set('a', 3, true), set('b.c', 1), require('aliasInWindow')('d', 'a'), require('copyFromWindow')('d')];`;
    expect(run(code).answer).toEqual([true, false, true, false, true, 3]);
  });

  it('[GR31] gives a function with copies of its fields', () => {
    const chat = Object.assign(() => 1, { q: [['open']], version: '2' });
    const code = `const chat = require('copyFromWindow')('chat');\nchat.q.push(1);
const calls = require('createArgumentsQueue')('tag', 'tag.q');\ncalls('a', 1);
return [chat(), chat.version, require('copyFromWindow')('chat').q, require('createArgumentsQueue')('tag', 'tag.q').q];`;
    expect(run(code, { window: { chat } }).answer).toEqual([1, '2', [['open']], [['a', 1]]]);
  });

  it('[GT24] has queues that a page may have made before', () => {
    const code = `const chat = require('createArgumentsQueue')('chat', 'chat.q');\nchat('open', { a: 1 });
require('createQueue')('list')(1);\nrequire('createQueue')('list')(2);\nreturn require('copyFromWindow')('list');`;
    const { answer, page } = run(code);
    expect(answer).toEqual([1, 2]);
    expect(JSON.stringify((page.window.chat as { q?: unknown[] }).q)).toBe('[["open",{"a":1}]]');
    const made: unknown[][] = [];
    run(code, { window: { chat: (...args: unknown[]) => made.push(args) } });
    expect(made).toHaveLength(1);
  });
});

describe('the data layer', () => {
  const dataLayer = [
    { ecommerce: { items: [{ id: 1 }, { id: 2 }], value: 3 } },
    { event: 'add_to_cart', ecommerce: { items: [{ id: 9 }] } },
  ];
  it('[GT25] version 1 is the last push, version 2 all of them merged', () => {
    const code = (version: number) => `return require('copyFromDataLayer')('ecommerce', ${version});`;
    expect(run(code(1), { window: { dataLayer } }).answer).toEqual({ items: [{ id: 9 }] });
    expect(run(code(2), { window: { dataLayer } }).answer).toEqual({ items: [{ id: 9 }, { id: 2 }], value: 3 });
    expect(run("return require('copyFromDataLayer')('ecommerce.value');", { window: { dataLayer } }).answer).toBe(3);
  });

  it('[GT25] gtagSet pushes', () => {
    const { page } = run("require('gtagSet')({ url_passthrough: true });");
    expect(JSON.stringify(page.window.dataLayer)).toBe('[["set",{"url_passthrough":true}]]');
  });
});

describe('consent', () => {
  it('[GT26] a type that nobody set counts as granted, and setting it tells nobody', () => {
    const code = `const log = [];\nrequire('addConsentListener')('ad_storage', (type, granted) => { log.push(granted); data.heard(granted); });
return require('isConsentGranted')('ad_storage');`;
    const heard: unknown[] = [];
    const { answer, page } = run(code, {}, { heard: (granted: boolean) => heard.push(granted) });
    expect(answer).toBe(true);
    for (const granted of [true, false, false, true]) changeConsent(page, 'ad_storage', granted);
    expect(heard).toEqual([false, true]);
  });

  it('[GT26] a default holds where nothing was set, an update always', () => {
    const code = `require('setDefaultConsentState')({ ad_storage: 'denied', wait_for_update: 500, region: ['CA'] });
const first = require('isConsentGranted')('ad_storage');\nrequire('updateConsentState')({ ad_storage: 'granted' });
return [first, require('isConsentGranted')('ad_storage')];`;
    expect(run(code).answer).toEqual([false, true]);
  });
});

describe('storage, addresses, network', () => {
  it('[GT27] cookies and storages keep what was put there', () => {
    const code = `require('setCookie')('a', 'b c');\nconst local = require('localStorage');\nlocal.setItem('k', 1);\nconst own = require('templateStorage');
own.setItem('o', { x: 1 });\nreturn [require('getCookieValues')('a'), require('getCookieValues')('a', false), local.getItem('k'), own.getItem('o'), local.getItem('none')];`;
    expect(run(code).answer).toEqual([['b c'], ['b%20c'], '1', { x: 1 }, null]);
  });

  it('[GT27] addresses come in parts', () => {
    const code = `const url = require('getUrl');\nreturn [url('protocol'), url('host'), url('port'), url('path'), url('extension'), url('query'), url('fragment'),
require('getQueryParameters')('size'), require('getQueryParameters')('size', true), require('getReferrerUrl')('host'), require('readTitle')()];`;
    expect(run(code, { referrer: 'https://search.example/?q=shoe' }).answer).toEqual([
      'https',
      'www.shop.example',
      '443',
      '/products/trail-shoe.html',
      'html',
      'size=42',
      'reviews',
      '42',
      ['42'],
      'search.example',
      'Trail shoe',
    ]);
  });

  it('[GT27] a script of one token is loaded once, and a failure is told', () => {
    const code = `const inject = require('injectScript');\ninject('https://a.example/x.js', data.gtmOnSuccess, data.gtmOnFailure, 'x');
inject('https://a.example/x.js', data.gtmOnSuccess, data.gtmOnFailure, 'x');\nrequire('sendPixel')('https://a.example/p', data.gtmOnSuccess, data.gtmOnFailure);`;
    const good = run(code);
    expect(good.page.loaded).toEqual(['https://a.example/x.js', 'https://a.example/p']);
    expect(good.calls.get('gtmOnSuccess')).toHaveLength(3);
    expect(run(code, { load: () => false }).calls.get('gtmOnFailure')).toHaveLength(3);
  });
});
