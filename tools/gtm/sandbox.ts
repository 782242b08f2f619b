import { type Api, type Apis, createApis } from './apis/create-apis.ts';
import type { Calls } from './matchers.ts';
import { createMocks, type Mocks } from './mocks.ts';
import { createPage, type FakePage } from './page.ts';
import type { Permissions } from './permissions.ts';
import { createRealm, type Realm } from './realm.ts';
import type { Place } from './template-file.ts';

/** Where code of a template runs: its own world, a page, and a record of what it called. */
export interface Sandbox {
  realm: Realm;
  page: FakePage;
  calls: Calls;
  mocks: Mocks;
  /** What tests have besides the APIs. May be required like them, by the code too. */
  tools: Map<string, unknown>;
  record(name: string, args: unknown[]): void;
  /** `require` as the code has it: what the permissions do not allow throws. */
  require: (...args: unknown[]) => unknown;
  /** The same without permissions, for tests: what is judged is the code. */
  requireFree: (...args: unknown[]) => unknown;
  /** Runs what waits for the code to end. */
  settle(): void;
}

/** @param place which APIs are there */
export function createSandbox(permissions: Permissions, page: FakePage = createPage(), place: Place = 'web'): Sandbox {
  const realm = createRealm();
  const calls: Calls = new Map();
  const mocks = createMocks();
  const tools = new Map<string, unknown>();
  const record = (name: string, args: unknown[]): void => void calls.set(name, [...(calls.get(name) ?? []), args]);

  const requireOf = (apis: Apis, ofTests: boolean): Sandbox['require'] => {
    const given = new Map<string, unknown>();
    const make = (name: string): unknown => {
      const api = apis[name];
      const methods = mocks.methodsOf(name, api);
      if (methods !== undefined) return realm.adopt(spied(name, methods));
      const call = typeof api === 'function' ? api : undefined;
      if (call === undefined && !mocks.has(name)) throw new Error(`There is no API ${name}`);
      return realm.wrap((...args) => {
        // A mock that calls what it stands for, by the name that tests have for it, reaches the API itself.
        if (ofTests && mocks.isAnswering(name)) return call?.(...(args as never[]));
        record(name, args);
        return mocks.answer(name, args, call);
      });
    };
    const spied = (name: string, methods: Record<string, unknown>): Record<string, unknown> =>
      Object.fromEntries(
        Object.entries(methods).map(([method, call]) => [
          method,
          typeof call !== 'function'
            ? call
            : (...args: unknown[]) => {
                record(`${name}.${method}`, args);
                record(name, args);
                return mocks.answer(`${name}.${method}`, args, call as Api);
              },
        ]),
      );
    return realm.wrap((name) => {
      const key = `${name}`;
      const known = tools.get(key) ?? given.get(key) ?? make(key);
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
    tools,
    record,
    require: requireOf(createApis(page, realm, place, permissions), false),
    requireFree: requireOf(createApis(page, realm, place), true),
    settle() {
      for (let work = page.later.shift(); work; work = page.later.shift()) work();
    },
  };
}

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
  realm.bounded(sandbox.settle);
  return answer;
}
