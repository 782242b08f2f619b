type Method = (this: never, ...parameters: never[]) => unknown;
type NamesOf<T> = { [K in keyof T]: T[K] extends Method ? K : never }[keyof T];

/**
 * The methods of `T`, each of which sees what its object holds: `Own`. They are written once for all objects, because
 * a closure for each method of each resting connection weighs more than all the rest of it. `T` declares `this`, so that
 * the compiler refuses a method that is handed on without its object.
 */
export type SharedMethods<T, Own> = {
  [K in NamesOf<T>]: T[K] extends (this: T, ...parameters: infer P) => infer R
    ? (this: T & Own, ...parameters: P) => R
    : never;
};

/** Makes a fresh record an object with these methods. */
export const withMethods = <T, Own extends object>(own: Own, methods: SharedMethods<T, Own>): T & Own =>
  Object.setPrototypeOf(own, methods);
