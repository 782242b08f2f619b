import { describe, expect, it } from 'vitest';
import { permits, type RawPermission, readPermissions } from './permissions.ts';
import { fitsAddress } from './url-pattern.ts';

describe('addresses', () => {
  it.each([
    ['https://cdn.shop.example/*', 'https://cdn.shop.example/a/b.js?x=1', true],
    ['https://cdn.shop.example/', 'https://cdn.shop.example/a/b.js', true],
    ['https://cdn.shop.example/a.js', 'https://cdn.shop.example/a.js?x=1', true],
    ['https://cdn.shop.example/a.js', 'https://cdn.shop.example/b.js', false],
    ['https://cdn.shop.example/pkg*', 'https://cdn.shop.example/pkg@1/x.js', true],
    ['https://*.shop.example/x.js', 'https://eu.shop.example/x.js', true],
    ['https://*.shop.example/x.js', 'https://eu.shop.example.evil.example/x.js', false],
    ['https://cdn.shop.example/*', 'https://other.example/a.js', false],
    ['https://cdn.shop.example/*', 'https://cdn.shop.example@other.example/a.js', false],
    ['https://cdn.shop.example/*', 'http://cdn.shop.example/a.js', false],
    ['https://cdn.shop.example/*', 'https://cdnXshop.example/a.js', false],
    ['https://cdn.shop.example/*', 'https://cdn.shop.example:8443/a.js', false],
    ['http://cdn.shop.example/*', 'http://cdn.shop.example/a.js', false],
    ['https://cdn.shop.example/*', '/a.js', false],
  ])('[GT14] %s lets %s: %s', (pattern, address, let_) => {
    expect(fitsAddress(pattern, address)).toBe(let_);
  });
});

const string = (text: string) => ({ type: 1, string: text });
const flag = (boolean: boolean) => ({ type: 8, boolean });
const list = (...listItem: object[]) => ({ type: 2, listItem });
const map = (fields: Record<string, string | boolean>) => ({
  type: 3,
  mapKey: Object.keys(fields).map(string),
  mapValue: Object.values(fields).map((one) => (typeof one === 'string' ? string(one) : flag(one))),
});
const permission = (publicId: string, params: Record<string, object>) =>
  ({
    instance: {
      key: { publicId, versionId: '1' },
      param: Object.entries(params).map(([key, value]) => ({ key, value })),
    },
  }) as RawPermission;

const permissions = readPermissions('WEB_PERMISSIONS', [
  permission('access_globals', {
    keys: list(
      map({ key: 'chat', read: true, write: true, execute: false }),
      map({ key: 'chat.q', read: true, write: false, execute: true }),
    ),
  }),
  permission('access_consent', { consentTypes: list(map({ consentType: 'ad_storage', read: true, write: false })) }),
  permission('read_data_layer', { keyPatterns: list(string('ecommerce.*')) }),
  permission('get_cookies', { cookieAccess: string('specific'), cookieNames: list(string('_ga')) }),
  permission('set_cookies', {
    allowedCookies: list(map({ name: 'mine', domain: '*', path: '/', secure: 'secure', session: 'session' })),
  }),
  permission('send_pixel', { allowedUrls: string('any') }),
  permission('get_url', {
    urlParts: string('specific'),
    path: flag(true),
    query: flag(true),
    queriesAllowed: string('specific'),
    queryKeys: list(string('size')),
  }),
  permission('access_local_storage', {
    keys: list(map({ key: 'cart', read: true, write: false }), map({ key: 'seen_*', read: true, write: true })),
  }),
  permission('read_title', {}),
]);

describe('permissions', () => {
  it.each<[boolean, ...[string, ...unknown[]]]>([
    [true, 'access_globals', 'readwrite', 'chat'],
    [false, 'access_globals', 'readwrite', 'chat.q'],
    [true, 'access_globals', 'execute', 'chat.q'],
    [false, 'access_globals', 'execute', 'chat'],
    [false, 'access_globals', 'read', 'other'],
    [true, 'access_consent', 'ad_storage', 'read'],
    [false, 'access_consent', 'ad_storage', 'write'],
    [false, 'access_consent', 'analytics_storage', 'read'],
    [true, 'access_local_storage', 'read', 'cart'],
    [false, 'access_local_storage', 'write', 'cart'],
    [true, 'access_local_storage', 'readwrite', 'seen_1'],
    [false, 'access_local_storage', 'read', 'unseen_1'],
    [true, 'read_data_layer', 'ecommerce.items'],
    [false, 'read_data_layer', 'ecommerce'],
    [true, 'get_cookies', '_ga'],
    [false, 'get_cookies', 'session'],
    [true, 'set_cookies', 'mine', { path: '/', secure: true }],
    [false, 'set_cookies', 'mine', { path: '/', secure: false }],
    [false, 'set_cookies', 'mine', { path: '/', secure: true, 'max-age': 60 }],
    [false, 'set_cookies', 'other', { path: '/', secure: true }],
    [true, 'send_pixel', 'https://anywhere.example/'],
    [false, 'send_pixel', 'http://anywhere.example/'],
    [true, 'get_url', 'path'],
    [false, 'get_url', 'host'],
    [false, 'get_url'],
    [true, 'get_url', 'query', 'size'],
    [false, 'get_url', 'query', 'token'],
    [true, 'read_title'],
    [false, 'inject_script', 'https://cdn.shop.example/a.js'],
    [false, 'toString'],
  ])('[GT15] %s: %s %s %s', (wanted, name, ...args) => {
    expect(permits(permissions, name, ...args)).toBe(wanted);
  });
});
