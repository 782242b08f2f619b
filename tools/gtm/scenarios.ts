import { parse } from 'yaml';

export interface Scenario {
  name: string;
  code: string;
}

/**
 * Reads the section of tests.
 * @throws SyntaxError when it is not the YAML that it should be
 */
export function readScenarios(text: string): { scenarios: Scenario[]; setup: string } {
  let read: unknown;
  try {
    read = parse(text, { uniqueKeys: false });
  } catch (cause) {
    throw new SyntaxError(`TESTS is not YAML: ${(cause as Error).message}`, { cause });
  }
  const { scenarios, setup } = (read ?? {}) as { scenarios?: Partial<Scenario>[]; setup?: string };
  return {
    scenarios: (scenarios ?? []).map(({ name, code }, nth) => ({
      name: `${name ?? `Scenario ${nth + 1}`}`,
      code: code ?? '',
    })),
    setup: setup ?? '',
  };
}
