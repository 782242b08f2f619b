import type { Api, Apis } from './apis/create-apis.ts';

/** What a scenario puts in the place of APIs. */
export interface Mocks {
  /** As `mock` takes it: a function to be called, or any other value as the answer. A method is `localStorage.getItem`. */
  set(name: string, answer: unknown): void;
  /** As `mockObject` takes it: the methods of an API that is an object. */
  setObject(name: string, methods: unknown): void;
  has(name: string): boolean;
  /** Whether the mock of an API is running just now. */
  isAnswering(name: string): boolean;
  /** What a call gives: the mock's answer, or without a mock the API's. */
  answer(name: string, args: unknown[], api: Api | undefined): unknown;
  /** The methods of an API that is an object, by nature or because it is mocked as one; else undefined. */
  methodsOf(name: string, api: Apis[string] | undefined): Record<string, unknown> | undefined;
}

export function createMocks(): Mocks {
  const answers = new Map<string, unknown>();
  const objects = new Map<string, unknown>();
  const answering = new Set<string>();
  const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  return {
    set: (name, answer) => void answers.set(name, answer),
    setObject: (name, methods) => void objects.set(name, methods),
    has: (name) => answers.has(name),
    isAnswering: (name) => answering.has(name),
    answer(name, args, api) {
      if (!answers.has(name)) return api?.(...(args as never[]));
      const mock = answers.get(name);
      if (typeof mock !== 'function') return mock;
      const again = answering.has(name);
      answering.add(name);
      try {
        return mock(...args);
      } finally {
        if (!again) answering.delete(name);
      }
    },
    methodsOf(name, api) {
      // Both ways of mocking an object are in use.
      const mocked = [objects.get(name), isObject(api) ? answers.get(name) : undefined].find(isObject);
      return mocked ?? (isObject(api) ? api : undefined);
    },
  };
}
