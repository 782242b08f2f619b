import type { Consent } from '../../protocol/primitives.ts';

/** Fields of an object that others have made: of anything. */
export type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Whether it is an object with that method. */
export const can = (value: unknown, method: string): boolean => isObject(value) && typeof value[method] === 'function';

/**
 * Calls a method of the page's.
 * @throws what it throws, and where there is none
 */
export const call = (value: unknown, method: string, ...args: unknown[]): unknown =>
  (value as Record<string, (...args: unknown[]) => unknown>)[method]!(...args);

/** @throws unless it is an object; `what` names it in the console */
export function fieldsOf(value: unknown, what: string): Fields {
  if (isObject(value)) return value;
  throw new TypeError(`${what} is no object`);
}

/**
 * Whether something was granted: what a shop does not ask for was not.
 * @throws unless it is true, false or absent
 */
export function isGranted(value: unknown, what: string): boolean {
  if (typeof (value ?? false) === 'boolean') return value === true;
  throw new TypeError(`${what} is neither true nor false`);
}

/** The level of consent: 1 personalisation, 2 analytics. */
export const levelOf = (personalisation: boolean, analytics: boolean): Consent =>
  ((personalisation ? 1 : 0) + (analytics ? 2 : 0)) as Consent;

/** Names by which a shop lists the chat in tools that ask for single services: one for each of the two bits. */
export const SERVICES = ['shopbell', 'shopbell_analytics'] as const;
