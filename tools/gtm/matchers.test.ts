import { describe, expect, it } from 'vitest';
import { assertApi, assertThat } from './matchers.ts';

const noop = (): void => {};
/** Each check with what it takes and what it does not. */
const CASES: [check: string, good: [unknown, ...unknown[]], bad: [unknown, ...unknown[]]][] = [
  ['isUndefined', [undefined], [null]],
  ['isDefined', [null], [undefined]],
  ['isNull', [null], [undefined]],
  ['isNotNull', [0], [null]],
  ['isTrue', [true], [1]],
  ['isFalse', [false], [0]],
  ['isTruthy', ['a'], ['']],
  ['isFalsy', [0], ['0']],
  ['isNaN', [Number.NaN], ['a']],
  ['isNotNaN', ['a'], [Number.NaN]],
  ['isInfinity', [-Infinity], [1]],
  ['isNotInfinity', [1], [Infinity]],
  ['isEqualTo', [{ a: [1, { b: noop }] }, { a: [1, { b: noop }] }], [{ a: undefined }, {}]],
  ['isEqualTo', [Number.NaN, Number.NaN], [[1, 2], { 0: 1, 1: 2 }]],
  ['isNotEqualTo', [1, '1'], [[1], [1]]],
  ['isStrictlyEqualTo', [noop, noop], [[], []]],
  ['isNotStrictlyEqualTo', [[], []], [1, 1]],
  ['isAnyOf', [{ a: 1 }, 2, { a: 1 }], [1, 2, 3]],
  ['isNoneOf', [1, 2, 3], [1, 2, 1]],
  ['isGreaterThan', [2, 1], [1, 1]],
  ['isGreaterThanOrEqualTo', [1, 1], [0, 1]],
  ['isLessThan', [1, 2], [2, 2]],
  ['isLessThanOrEqualTo', [2, 2], [3, 2]],
  ['contains', [[1, { a: 2 }], { a: 2 }, 1], [[1], 1, 2]],
  ['contains', ['abc', 'b'], ['abc', 'd']],
  ['contains', [[1], 1], [undefined, 1]],
  ['doesNotContain', [[1], 2], [[1, 2], 3, 2]],
  ['containsExactly', [[1, 2, 2], 2, 1, 2], [[1, 2], 2, 2]],
  ['doesNotContainExactly', [[1, 2], 1], [[1, 2], 2, 1]],
  ['hasLength', ['abc', 3], [[1], 2]],
  ['isEmpty', [[]], ['a']],
  ['isNotEmpty', [{ a: 1 }], [{}]],
  ['isArray', [[]], [{}]],
  ['isBoolean', [false], [0]],
  ['isFunction', [noop], [{}]],
  ['isNumber', [1], ['1']],
  ['isObject', [{}], [[]]],
  ['isString', [''], [1]],
];

describe('assertThat', () => {
  it.each(CASES)('[GT22] %s holds or throws', (check, [good, ...wanted], [bad, ...unwanted]) => {
    expect(assertThat(good)[check]?.(...wanted)).toHaveProperty('isDefined');
    expect(() => assertThat(bad, 'The value')[check]?.(...unwanted)).toThrow(/^The value: .*: no$/);
  });
});

describe('assertApi', () => {
  const calls = new Map([['sendPixel', [['https://a.example', noop, undefined]]]]);
  it('[GT22] knows what was called, and with what', () => {
    assertApi('sendPixel', calls).wasCalled?.();
    assertApi('sendPixel', calls).wasCalledWith?.('https://a.example', noop);
    assertApi('sendPixel', calls).wasNotCalledWith?.('https://a.example');
    assertApi('injectScript', calls).wasNotCalled?.();
    expect(() => assertApi('injectScript', calls).wasCalled?.()).toThrow('never');
    expect(() => assertApi('sendPixel', calls).wasNotCalled?.()).toThrow('was called with');
    expect(() => assertApi('sendPixel', calls).wasCalledWith?.('https://b.example')).toThrow();
  });
});
