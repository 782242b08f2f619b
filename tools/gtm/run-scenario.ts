import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { refusedSyntax } from './language.ts';
import { assertApi, assertThat, failed } from './matchers.ts';
import { createPage } from './page.ts';
import { LIMIT } from './realm.ts';
import { createSandbox, runCode, type TagData } from './sandbox.ts';
import type { Scenario } from './scenarios.ts';
import type { TemplateFile } from './template-file.ts';

/**
 * Runs one scenario as Tag Manager's own runner does: in a page of its own, the setup first, every API mockable.
 * @throws Error with what was expected, when the scenario fails
 */
export async function runScenario(template: TemplateFile, scenario: Scenario): Promise<void> {
  const { code, permissions, setup, place } = template;
  for (const refused of refusedSyntax(code)) throw new SyntaxError(`code: ${refused}`);
  for (const refused of refusedSyntax(setup)) throw new SyntaxError(`setup: ${refused}`);
  for (const refused of refusedSyntax(scenario.code)) throw new SyntaxError(refused);

  // A script or a pixel that is not mocked is still on its way when the scenario ends.
  const sandbox = createSandbox(permissions, createPage({ load: () => undefined }), place);
  const { realm, mocks, calls } = sandbox;
  const tools = {
    mock: mocks.set,
    mockObject: mocks.setObject,
    runCode: (data?: TagData) => runCode(sandbox, code, data),
    assertThat,
    assertApi: (name: string) => assertApi(name, calls),
    fail: (message: string) => failed(`${message}`),
  };
  for (const [name, tool] of Object.entries(tools))
    sandbox.tools.set(name, realm.wrap(tool as (...args: unknown[]) => unknown));
  const names = { data: undefined, require: sandbox.requireFree, ...Object.fromEntries(sandbox.tools) };
  await withPromises(async () => {
    // In a function of its own: a scenario may declare again what the setup declares.
    await settled(realm.run(`${setup}\nreturn (function () {\n${scenario.code}\n})();`, names));
    await turn();
    realm.bounded(sandbox.settle);
  });
}

/** Waits for a promise, but not for ever. */
async function settled(answer: unknown): Promise<void> {
  const answered = new AbortController();
  const late = pause(LIMIT, undefined, { signal: answered.signal }).then(() =>
    failed(`Its promise is not settled after ${LIMIT / 1000} s`),
  );
  try {
    await Promise.race([answer, late]);
  } finally {
    answered.abort();
  }
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
