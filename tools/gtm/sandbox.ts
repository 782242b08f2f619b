import { type Api, type Apis, createApis } from './apis/create-apis.ts';
import type { Calls } from './matchers.ts';
import { createPage, type FakePage } from './page.ts';
import type { Permissions } from './permissions.ts';
import { createRealm, type Realm } from './realm.ts';

/** Where code of a template runs: its own world, a page, and a record of what it called. */
export interface Sandbox {
  realm: Realm;
  page: FakePage;
  calls: Calls;
  /** What the code gets for an API in place of the real one: a function, or any other value as its answer. */
  mocks: Map<string, unknown>;
  record(name: string, args: unknown[]): void;
  /** `require` as the code has it: what the permissions do not allow throws. */
  require: (...args: unknown[]) => unknown;
  /** The same without permissions, for tests: what is judged is the code. */
  requireFree: (...args: unknown[]) => unknown;
  /** Runs what waits for the code to end. */
  settle(): void;
}

export function createSandbox(permissions: Permissions, page: FakePage = createPage()): Sandbox {
  const realm = createRealm();
  const calls: Calls = new Map();
  const mocks = new Map<string, unknown>();
  const record = (name: string, args: unknown[]): void => void calls.set(name, [...(calls.get(name) ?? []), args]);

  const requireOf = (apis: Apis): Sandbox['require'] => {
    const given = new Map<string, unknown>();
    const make = (name: string): unknown => {
      const api = apis[name];
      const mocked = mocks.get(name);
      if (typeof api === 'object' || (mocked !== null && typeof mocked === 'object' && api === undefined))
        return mocked !== null && typeof mocked === 'object'
          ? mocked
          : realm.adopt(spiedObject(name, api ?? {}, record));
      if (api === undefined && !mocks.has(name)) throw new Error(`There is no API ${name}`);
      return realm.wrap((...args) => {
        record(name, args);
        if (!mocks.has(name)) return api?.(...(args as never[]));
        const mock = mocks.get(name);
        return typeof mock === 'function' ? mock(...args) : mock;
      });
    };
    return realm.wrap((name) => {
      const key = `${name}`;
      const known = given.get(key) ?? make(key);
      // What is mocked may be mocked again; an API that is an object is asked for each time.
      if (typeof known === 'function') given.set(key, known);
      return known;
    });
  };
  return {
    realm,
    page,
    calls,
    mocks,
    record,
    require: requireOf(createApis(page, realm, permissions)),
    requireFree: requireOf(createApis(page, realm)),
    settle() {
      for (let work = page.later.shift(); work; work = page.later.shift()) work();
    },
  };
}

const spiedObject = (name: string, api: Record<string, Api>, record: Sandbox['record']): Record<string, Api> =>
  Object.fromEntries(
    Object.entries(api).map(([method, call]) => [
      method,
      (...args: unknown[]) => {
        record(`${name}.${method}`, args);
        record(name, args);
        return call(...(args as never[]));
      },
    ]),
  );

/** A tag's fields. Its two endings are put in their place by the sandbox. */
export type TagData = Record<string, unknown> & { gtmOnSuccess?: Api; gtmOnFailure?: Api };

/**
 * Fires a tag, or asks a variable for its value.
 * @throws Error where the code does what it may not
 */
export function runCode(sandbox: Sandbox, code: string, data: TagData = {}): unknown {
  const { realm, record } = sandbox;
  const ending = (name: 'gtmOnSuccess' | 'gtmOnFailure'): unknown =>
    realm.wrap((...args) => {
      record(name, args);
      return data[name]?.(...(args as never[]));
    });
  const fields = { ...data, gtmOnSuccess: ending('gtmOnSuccess'), gtmOnFailure: ending('gtmOnFailure') };
  const answer = realm.run(code, { require: sandbox.require, data: realm.adopt(fields) });
  sandbox.settle();
  return answer;
}
