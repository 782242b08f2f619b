import { same, shown } from './same.ts';

type Check = (value: never, ...wanted: never[]) => boolean;
type Value = unknown;

const kind =
  (type: string): Check =>
  (value: Value) =>
    typeof value === type;
const not =
  (check: Check): Check =>
  (...args) =>
    !check(...args);

const isNumberless: Check = (value: Value) => Number.isNaN(value);
const isInfinite: Check = (value: Value) => value === Infinity || value === -Infinity;
const equals: Check = (value: Value, wanted: Value) => same(value, wanted);
const strictly: Check = (value: Value, wanted: Value) => value === wanted;
const anyOf: Check = (value: Value, ...wanted: Value[]) => wanted.some((one) => same(value, one));
const holds = (value: string | Value[], one: Value): boolean =>
  typeof value === 'string' ? value.includes(`${one}`) : value.some((own) => same(own, one));
const contains: Check = (value: string | Value[], ...wanted: Value[]) => wanted.every((one) => holds(value, one));
/** Each of the wanted once, in any order, and nothing else. */
const exactly: Check = (value: Value[], ...wanted: Value[]) => {
  const left = [...value];
  return (
    left.length === wanted.length &&
    wanted.every((one) => {
      const place = left.findIndex((own) => same(own, one));
      return place >= 0 && left.splice(place, 1).length === 1;
    })
  );
};
const isObject: Check = (value: Value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty: Check = (value: string | object) =>
  (typeof value === 'string' ? value : Object.keys(value)).length === 0;

const CHECKS: Record<string, Check> = {
  isUndefined: kind('undefined'),
  isDefined: not(kind('undefined')),
  isNull: (value: Value) => value === null,
  isNotNull: (value: Value) => value !== null,
  isTrue: (value: Value) => value === true,
  isFalse: (value: Value) => value === false,
  isTruthy: (value: Value) => !!value,
  isFalsy: (value: Value) => !value,
  isNaN: isNumberless,
  isNotNaN: not(isNumberless),
  isInfinity: isInfinite,
  isNotInfinity: not(isInfinite),
  isEqualTo: equals,
  isNotEqualTo: not(equals),
  isStrictlyEqualTo: strictly,
  isNotStrictlyEqualTo: not(strictly),
  isAnyOf: anyOf,
  isNoneOf: not(anyOf),
  isGreaterThan: (value: number, wanted: number) => value > wanted,
  isGreaterThanOrEqualTo: (value: number, wanted: number) => value >= wanted,
  isLessThan: (value: number, wanted: number) => value < wanted,
  isLessThanOrEqualTo: (value: number, wanted: number) => value <= wanted,
  contains,
  doesNotContain: (value: string | Value[], ...wanted: Value[]) => !wanted.some((one) => holds(value, one)),
  containsExactly: exactly,
  doesNotContainExactly: not(exactly),
  hasLength: (value: ArrayLike<Value>, length: number) => value.length === length,
  isEmpty,
  isNotEmpty: not(isEmpty),
  isArray: (value: Value) => Array.isArray(value),
  isBoolean: kind('boolean'),
  isFunction: kind('function'),
  isNumber: kind('number'),
  isObject,
  isString: kind('string'),
};

export class ScenarioFailed extends Error {}

export function failed(message: string): never {
  throw new ScenarioFailed(message);
}

type Matchers = Record<string, (...args: unknown[]) => unknown>;

/** What `assertThat` gives: each check throws, or gives all of them again. */
export function assertThat(value: unknown, message?: string): Matchers {
  const before = message === undefined ? '' : `${message}: `;
  const matchers: Matchers = {};
  for (const [name, check] of Object.entries(CHECKS)) {
    matchers[name] = (...wanted) => {
      let good = false;
      try {
        good = check(value as never, ...(wanted as never[]));
      } catch {
        // A value of another kind than the check is for: it fails.
      }
      if (!good) failed(`${before}${shown(value)} ${[name, ...wanted.map(shown)].join(' ')}: no`);
      return matchers;
    };
  }
  return matchers;
}

/** Calls of the APIs, by name. */
export type Calls = Map<string, unknown[][]>;

export function assertApi(name: string, calls: Calls): Matchers {
  const made = calls.get(name) ?? [];
  const withArgs = (args: unknown[]): boolean => made.some((call) => same(trimmed(call), trimmed(args)));
  const told = `${name} was called ${made.length === 0 ? 'never' : `with ${made.map(shown).join(', ')}`}`;
  const matchers: Matchers = {};
  const matcher = (wanted: string, check: (args: unknown[]) => boolean): void => {
    matchers[wanted] = (...args) =>
      check(args) ? matchers : failed(`${wanted} ${args.map(shown).join(', ')}: ${told}`);
  };
  matcher('wasCalled', () => made.length > 0);
  matcher('wasNotCalled', () => made.length === 0);
  matcher('wasCalledWith', withArgs);
  matcher('wasNotCalledWith', (args) => !withArgs(args));
  return matchers;
}

/** An argument left out is one that is undefined. */
const trimmed = (args: unknown[]): unknown[] => args.slice(0, args.findLastIndex((one) => one !== undefined) + 1);
