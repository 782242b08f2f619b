import { createHash, randomInt } from 'node:crypto';
import type { Apis, Ground } from './create-apis.ts';

type Row = Record<string, unknown>;

/** What is free: conversions, addresses, hashes, and the few built-in objects. */
export function valueApis({ page, realm }: Ground): Apis {
  const guarded = (work: (text: string) => unknown) => (value: unknown) => {
    try {
      return work(`${value}`);
    } catch {
      return undefined;
    }
  };
  return {
    getType: typeOf,
    makeInteger: (value: unknown) => Math.trunc(Number(value)),
    makeNumber: Number,
    makeString: String,
    makeTableMap,
    getTimestamp: Date.now,
    getTimestampMillis: Date.now,
    generateRandom: (min: number, max: number) => randomInt(min, max + 1),
    callLater(work: () => unknown) {
      page.later.push(work);
    },
    encodeUri: guarded(encodeURI),
    encodeUriComponent: guarded(encodeURIComponent),
    decodeUri: guarded(decodeURI),
    decodeUriComponent: guarded(decodeURIComponent),
    toBase64: (text: unknown) => Buffer.from(`${text}`, 'utf8').toString('base64'),
    fromBase64: (text: unknown) => {
      const plain = `${text}`.trim();
      return /^[\w+/-]*={0,2}$/.test(plain) ? Buffer.from(plain, 'base64').toString('utf8') : undefined;
    },
    parseUrl: guarded(parseUrl),
    sha256(
      text: string,
      done: (hash: string) => void,
      _failed: unknown,
      options?: { outputEncoding?: 'hex' | 'base64' },
    ) {
      done(
        createHash('sha256')
          .update(`${text}`)
          .digest(options?.outputEncoding ?? 'base64'),
      );
    },
    JSON: {
      parse: guarded(JSON.parse),
      stringify: (value: unknown) => JSON.stringify(value),
    },
    Math: {
      abs: Math.abs,
      ceil: Math.ceil,
      floor: Math.floor,
      max: Math.max,
      min: Math.min,
      pow: Math.pow,
      round: Math.round,
      sqrt: Math.sqrt,
    },
    Object: {
      keys: Object.keys,
      values: Object.values,
      entries: Object.entries,
      freeze: Object.freeze,
      delete: (holder: Row, key: string) => Reflect.deleteProperty(holder, key),
    },
    Promise: {
      create: (work: ConstructorParameters<PromiseConstructor>[0]) => new realm.Promise(work),
      all: (all: unknown[]) => realm.Promise.all(all),
      resolve: (value: unknown) => realm.Promise.resolve(value),
      reject: (value: unknown) => realm.Promise.reject(value),
    },
  };
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Nothing where there are no rows: an empty table gives null. */
function makeTableMap(rows: Row[] | undefined, keyColumn: string, valueColumn: string): Row | null {
  const pairs = (rows ?? [])
    .filter((row) => row && keyColumn in row && valueColumn in row)
    .map((row) => [`${row[keyColumn]}`, row[valueColumn]] as const);
  return pairs.length > 0 ? Object.fromEntries(pairs) : null;
}

function parseUrl(text: string): Row {
  const { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash } =
    new URL(text);
  const query = Object.fromEntries(
    [...new Set(searchParams.keys())].map((key) => {
      const all = searchParams.getAll(key);
      return [key, all.length > 1 ? all : all[0]];
    }),
  );
  return {
    href,
    origin,
    protocol,
    username,
    password,
    host,
    hostname,
    port,
    pathname,
    search,
    searchParams: query,
    hash,
  };
}
