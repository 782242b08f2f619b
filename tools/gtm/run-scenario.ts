import { setImmediate as turn } from 'node:timers/promises';
import { IN_TESTS, refusedIn } from './language.ts';
import { assertApi, assertThat, failed } from './matchers.ts';
import { createSandbox, runCode, type TagData } from './sandbox.ts';
import type { Scenario } from './scenarios.ts';
import { topNames } from './scope.ts';
import { read } from './syntax.ts';
import type { TemplateFile } from './template-file.ts';

/**
 * Runs one scenario as Tag Manager's own runner does: in a page of its own, the setup first, every API mockable.
 * @throws Error with what was expected, when the scenario fails
 */
export async function runScenario(template: TemplateFile, scenario: Scenario): Promise<void> {
  const { code, permissions, setup } = template;
  for (const refused of refusedIn(code)) throw new SyntaxError(refused);
  for (const refused of refusedIn(setup, IN_TESTS)) throw new SyntaxError(`setup: ${refused}`);
  const there = [...IN_TESTS, ...topNames(read(setup))];
  for (const refused of refusedIn(scenario.code, there)) throw new SyntaxError(refused);

  const sandbox = createSandbox(permissions);
  const { realm, mocks, calls } = sandbox;
  const tools = {
    require: sandbox.requireFree,
    mock: (name: string, answer: unknown) => void mocks.set(name, answer),
    mockObject: (name: string, methods: unknown) => void mocks.set(name, methods),
    runCode: (data?: TagData) => runCode(sandbox, code, data),
    assertThat,
    assertApi: (name: string) => assertApi(name, calls),
    fail: (message: string) => failed(`${message}`),
  };
  const inside = Object.fromEntries(
    Object.entries(tools).map(([name, tool]) => [name, realm.wrap(tool as (...args: unknown[]) => unknown)]),
  );
  await withPromises(async () => {
    // In a function of its own: a scenario may declare again what the setup declares.
    await realm.run(`${setup}\nreturn (function () {\n${scenario.code}\n})();`, { data: undefined, ...inside });
    await turn();
    sandbox.settle();
  });
}

/** What fails in a promise that nobody waits for fails the scenario too. */
async function withPromises(work: () => Promise<void>): Promise<void> {
  const lost: unknown[] = [];
  const lose = (reason: unknown): void => void lost.push(reason);
  process.on('unhandledRejection', lose);
  try {
    await work();
    await turn();
  } finally {
    process.off('unhandledRejection', lose);
  }
  if (lost.length > 0) throw lost[0];
}
