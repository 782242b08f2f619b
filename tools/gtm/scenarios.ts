import { parse } from 'yaml';
import { oneLine } from './one-line.ts';

export interface Scenario {
  name: string;
  code: string;
}
type Raw = { name?: unknown; code?: unknown } | null;

/**
 * Reads the section of tests.
 * @throws SyntaxError when it is not the YAML that it should be
 */
export function readScenarios(text: string): { scenarios: Scenario[]; setup: string } {
  let read: unknown;
  try {
    read = parse(text, { uniqueKeys: false });
  } catch (cause) {
    // Below the first line the reader draws the place.
    const [what = ''] = (cause as Error).message.split('\n');
    throw new SyntaxError(`TESTS is not YAML: ${what.replace(/:$/, '')}`, { cause });
  }
  const { scenarios, setup } = (read ?? {}) as { scenarios?: Raw[] | null; setup?: unknown };
  if (typeof read === 'string' || !Array.isArray(scenarios ?? []))
    throw new SyntaxError('TESTS has no list of scenarios');
  return {
    scenarios: (scenarios ?? []).map((one, nth) => ({
      name: oneLine(one?.name ?? `Scenario ${nth + 1}`),
      code: `${one?.code ?? ''}`,
    })),
    setup: `${setup ?? ''}`,
  };
}
