import { createContext, runInContext } from 'node:vm';
import { compile } from './compile.ts';

/** A world of values apart from ours, with what the sandbox of Tag Manager has of JavaScript and no more. */
export interface Realm {
  /** Runs code as the body of a function around which `names` are known; the code may take them for its own. */
  run(code: string, names: Record<string, unknown>): unknown;
  /**
   * Does work that calls code in there.
   * @throws Error when it has not ended after `LIMIT`
   */
  bounded<T>(work: () => T): T;
  /** A function in there that calls ours. */
  wrap(ours: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown;
  /** A value as it may stand in there: what is of that world as it is, all else copied. */
  adopt(value: unknown): unknown;
  /** A deep copy in that world, as values are handed between page and sandbox; other than the eight types: undefined. */
  copy(value: unknown): unknown;
  Promise: PromiseConstructor;
  /** A regular expression of that world, which has no way of its own to write one; undefined when it is none. */
  regex(pattern: string, flags: string): RegExp | undefined;
}

const ARRAY = `concat every filter forEach indexOf join lastIndexOf map pop push reduce reduceRight reverse shift slice some
  sort splice toString unshift`;
const STRING = `charAt charCodeAt concat indexOf lastIndexOf match replace search slice split substring toLowerCase toString
  toUpperCase trim valueOf`;
const OBJECT = 'hasOwnProperty toString valueOf';
const FUNCTION = 'toString';
const NUMBER = 'toFixed toPrecision toString valueOf';
const PROMISE = 'then catch finally';

/** How long code may run, and how long a promise may take: milliseconds. */
export const LIMIT = 2000;

/** Runs inside: takes what it needs, then takes away what the sandbox does not have. `hold` calls what waited for a promise. */
const BOOT = `(function (keep, hold) {
  const world = globalThis;
  const { getPrototypeOf, getOwnPropertyNames } = Object;
  const own = [Function, Object, Array, Promise, RegExp].map((kind) => kind.prototype);
  const Regex = RegExp;
  const { apply } = Reflect;
  const { then } = Promise.prototype;
  const { toString } = Function.prototype;
  const kinds = { Array, String, Object, Function, Number, Promise };
  const list = (values) => {
    const all = [];
    for (let nth = 0; nth < values.length; nth++) all[nth] = values[nth];
    return all;
  };
  const inside = {
    list, Promise,
    array: () => [],
    object: () => ({}),
    wrap: (call) => function () { return call(list(arguments)); },
    regex: (pattern, flags) => new Regex(pattern, flags),
    isOwn: (value) => {
      const kind = getPrototypeOf(value);
      for (let nth = 0; nth < own.length; nth++) if (own[nth] === kind) return true;
      return false;
    },
  };
  const ofEngine = (work) => apply(toString, work, []) === 'function () { [native code] }';
  const held = (work) =>
    typeof work !== 'function' || ofEngine(work) ? work : (value) => hold(() => work(value));
  Promise.prototype.then = function (kept, broken) { return apply(then, this, [held(kept), held(broken)]); };
  delete Regex.prototype.constructor;
  for (const kind in kinds) {
    const words = keep[kind];
    for (const name of getOwnPropertyNames(kinds[kind].prototype))
      if (!words.includes(name) && name !== 'length') delete kinds[kind].prototype[name];
  }
  for (const name of getOwnPropertyNames(world)) delete world[name];
  return inside;
})`;

interface Inside {
  list: (values: ArrayLike<unknown>) => unknown[];
  array: () => unknown[];
  object: () => Record<string, unknown>;
  wrap: (call: (args: unknown[]) => unknown) => (...args: unknown[]) => unknown;
  regex: (pattern: string, flags: string) => RegExp;
  isOwn: (value: object) => boolean;
  Promise: PromiseConstructor;
}
type Call = (...args: unknown[]) => unknown;

const words = (text: string): string[] => text.split(/\s+/);

export function createRealm(): Realm {
  const world: { work?: () => unknown } = {};
  const context = createContext(world, { codeGeneration: { strings: false, wasm: false } });
  const boot = runInContext(BOOT, context) as (keep: Record<string, string[]>, hold: typeof later) => Inside;
  const inside = boot(
    {
      Array: words(ARRAY),
      String: words(STRING),
      Object: words(OBJECT),
      Function: words(FUNCTION),
      Number: words(NUMBER),
      Promise: words(PROMISE),
    },
    later,
  );
  const wrapped = new WeakMap<Call, Call>();

  const wrap = (ours: Call): Call => {
    const known = wrapped.get(ours) ?? inside.wrap((args) => adopt(ours(...args)));
    wrapped.set(ours, known);
    return known;
  };
  const adopt = (value: unknown): unknown => convert(value, inside.isOwn, new Map());
  const copy = (value: unknown): unknown => convert(value, () => false, new Map());

  /** @param stays which objects are not copied */
  function convert(value: unknown, stays: (value: object) => boolean, seen: Map<unknown, unknown>): unknown {
    if (typeof value === 'function') return inside.isOwn(value) ? value : wrapWithFields(value as Call, stays, seen);
    if (value === null || /^(undefined|boolean|number|string)$/.test(typeof value)) return value;
    if (typeof value !== 'object') return undefined;
    if (stays(value)) return value;
    if (seen.has(value)) return seen.get(value);
    if (Array.isArray(value) || kindOf(value) === 'Arguments') {
      const array = inside.array();
      seen.set(value, array);
      for (const one of Array.from(value as ArrayLike<unknown>)) array.push(convert(one, stays, seen));
      return array;
    }
    if (!isPlain(value)) return undefined;
    const object = inside.object();
    seen.set(value, object);
    for (const [key, field] of Object.entries(value)) object[key] = convert(field, stays, seen);
    return object;
  }

  /** A function of the page comes with its fields: the queue of a stub is looked at. */
  function wrapWithFields(ours: Call, stays: (value: object) => boolean, seen: Map<unknown, unknown>): Call {
    const there = wrap(ours);
    if (seen.has(ours)) return there;
    seen.set(ours, there);
    for (const [key, field] of Object.entries(ours)) Reflect.set(there, key, convert(field, stays, seen));
    return there;
  }

  let busy = false;
  /** Only what is evaluated in there can be stopped: so the work is called from there. */
  function bounded<T>(work: () => T): T {
    if (busy) return work();
    busy = true;
    world.work = () => {
      delete world.work;
      return work();
    };
    try {
      return runInContext('work()', context, { timeout: LIMIT }) as T;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      throw endless(error);
    } finally {
      busy = false;
    }
  }

  let since: number | undefined;
  /** Work that waited for a promise: each is bounded, and so is a chain of them that lets nothing else have its turn. */
  function later(work: () => unknown): unknown {
    if (since === undefined) {
      since = performance.now();
      setImmediate(() => {
        since = undefined;
      });
    }
    if (performance.now() - since > LIMIT) throw endless();
    return bounded(work);
  }

  return {
    wrap,
    adopt,
    copy,
    bounded,
    Promise: inside.Promise,
    regex(pattern, flags) {
      try {
        return inside.regex(pattern, flags);
      } catch {
        return undefined;
      }
    },
    run(code, names) {
      const run = runInContext(
        `(function (__list, ${Object.keys(names).join(', ')}) { return (function () {\n${compile(code, '__list')}\n})(); })`,
        context,
      );
      return bounded(() => run(inside.list, ...Object.values(names)));
    },
  };
}

const endless = (cause?: unknown): Error => new Error(`It does not end: stopped after ${LIMIT / 1000} s`, { cause });

const kindOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);

/** Objects as written in braces, of whatever world. */
function isPlain(value: object): boolean {
  const kind = Object.getPrototypeOf(value) as object | null;
  return kind === null || Object.getPrototypeOf(kind) === null;
}
