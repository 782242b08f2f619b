import { isDeepStrictEqual } from 'node:util';
import { runInNewContext } from 'node:vm';
import type { Scenario, Template } from './parse.ts';
import { type Api, asSandboxed, createApis, createPage, runTag } from './sandbox.ts';

/**
 * Runs one scenario of the tests section as Tag Manager's own runner does: the setup first, every API mockable, calls
 * recorded.
 * @throws Error with what was expected, when the scenario fails
 */
export function runScenario(template: Template, setup: string, scenario: Scenario): void {
  const calls = new Map<string, unknown[][]>();
  const apis: Record<string, Api> = createApis(createPage(), template.permissions);
  const record = (name: string, args: unknown[]): void => void calls.set(name, [...(calls.get(name) ?? []), args]);
  const recorded = Object.fromEntries(
    Object.keys(apis).map((name) => [
      name,
      (...args: never[]) => {
        record(name, args);
        return apis[name]?.(...args);
      },
    ]),
  );

  const globals = {
    mock: (name: string, answer: unknown) => {
      apis[name] = typeof answer === 'function' ? (answer as Api) : () => answer;
    },
    runCode: (data: Record<string, unknown>) =>
      runTag(
        template.text.SANDBOXED_JS_FOR_WEB_TEMPLATE,
        {
          ...data,
          gtmOnSuccess: () => record('gtmOnSuccess', []),
          gtmOnFailure: () => record('gtmOnFailure', []),
        },
        recorded,
      ),
    assertThat: (value: unknown) => assertions(value),
    assertApi: (name: string) => ({
      wasCalled: () => expectTrue((calls.get(name)?.length ?? 0) > 0, `${name} was not called`),
      wasNotCalled: () => expectTrue(!calls.has(name), `${name} was called`),
      wasCalledWith: (...args: unknown[]) =>
        expectTrue(
          calls.get(name)?.some((call) => same(call, args)) ?? false,
          `${name} was called with ${JSON.stringify(calls.get(name))}`,
        ),
    }),
  };
  runInNewContext(asSandboxed(`(function () {\n${setup}\n${scenario.code}\n})()`), globals);

  const endings = (calls.get('gtmOnSuccess')?.length ?? 0) + (calls.get('gtmOnFailure')?.length ?? 0);
  expectTrue(endings === 1, `the tag ended ${endings} times`);
}

const assertions = (value: unknown) => ({
  isEqualTo: (wanted: unknown) =>
    expectTrue(same(value, wanted), `${JSON.stringify(value)} is not ${JSON.stringify(wanted)}`),
  isUndefined: () => expectTrue(value === undefined, `${JSON.stringify(value)} is not undefined`),
  hasLength: (length: number) =>
    expectTrue((value as unknown[]).length === length, `${JSON.stringify(value)} has not the length ${length}`),
});

/** Across the borders of realms, where prototypes differ; functions by identity. */
function same(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(here(left), here(right));
}

function here(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value, here);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, here(field)]));
}

function expectTrue(holds: boolean, message: string): void {
  if (!holds) throw new Error(message);
}
