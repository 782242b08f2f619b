import { type Parameter, readParameters } from './parameters.ts';
import { type Permissions, type RawPermission, readPermissions } from './permissions.ts';
import { readScenarios, type Scenario } from './scenarios.ts';

/** Where a template runs: in the page, or in a container on a server. */
export type Place = 'web' | 'server';

/** A template file of Tag Manager, as read. What is odd about it but can be read stands in `oddities`, what cannot in `errors`. */
export interface TemplateFile {
  place: Place;
  /** Names of the sections as they stand. */
  order: string[];
  info: Record<string, unknown>;
  parameters: Parameter[];
  code: string;
  permissions: Permissions;
  setup: string;
  scenarios: Scenario[];
  oddities: string[];
  errors: string[];
}

/** The sections of a template for the web, in the order in which Tag Manager writes them. */
export const SECTIONS = [
  'TERMS_OF_SERVICE',
  'INFO',
  'TEMPLATE_PARAMETERS',
  'SANDBOXED_JS_FOR_WEB_TEMPLATE',
  'WEB_PERMISSIONS',
  'TESTS',
  'NOTES',
] as const;

/**
 * Text of a file as Tag Manager and the editors of its authors write it: UTF-8 or UTF-16, with or without a mark, else
 * the encoding of Windows.
 */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || second === 0) return new TextDecoder('utf-16le').decode(bytes);
  if ((first === 0xfe && second === 0xff) || first === 0) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * Reads any published template: sections in any order, unknown ones, missing ones, lists with a comma too many. A section
 * that cannot be read counts as empty.
 * @throws SyntaxError when a section stands twice or there is no code
 */
export function parseTemplate(source: string): TemplateFile {
  const oddities: string[] = [];
  const errors: string[] = [];
  const sections = split(source);
  const text = (...names: string[]): string => names.map((name) => sections.get(name)).find(Boolean) ?? '';
  const read = <T>(reader: (name: string) => T, name: string, empty: T): T => {
    try {
      return reader(name);
    } catch (error) {
      errors.push((error as Error).message);
      return empty;
    }
  };
  const json = <T>(name: string, empty: T): T => readJson(name, text(name), empty, oddities);

  const place = sections.has('SANDBOXED_JS_FOR_SERVER') ? 'server' : 'web';
  const code = text('SANDBOXED_JS_FOR_WEB_TEMPLATE', 'SANDBOXED_JS_FOR_SERVER');
  if (code === '') throw new SyntaxError(codeless(source));
  return {
    place,
    order: [...sections.keys()],
    info: read((name) => json(name, {}), 'INFO', {}),
    parameters: read((name) => readParameters(json<unknown>(name, [])), 'TEMPLATE_PARAMETERS', []),
    code,
    permissions: read(
      (name) => readPermissions(name, json<RawPermission[]>(name, []), oddities),
      place === 'web' ? 'WEB_PERMISSIONS' : 'SERVER_PERMISSIONS',
      {},
    ),
    ...read((name) => readScenarios(text(name)), 'TESTS', { scenarios: [], setup: '' }),
    oddities,
    errors,
  };
}

const codeless = (source: string): string =>
  source.trimStart().startsWith('<')
    ? 'This is a web page, not a template: save the file itself'
    : 'There is no section with code';

/** A heading may be indented: some authors indent the whole file. */
function split(source: string): Map<string, string> {
  const plain = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const parts = plain.split(/^[ \t]*___([A-Z_]+)___[ \t]*$/m).slice(1);
  const sections = new Map<string, string>();
  for (let nth = 0; nth < parts.length; nth += 2) {
    const name = parts[nth] ?? '';
    if (sections.has(name)) throw new SyntaxError(`${name} stands twice`);
    sections.set(name, (parts[nth + 1] ?? '').trim());
  }
  return sections;
}

/** Tag Manager's own reader forgives a comma before a closing bracket. */
function readJson<T>(name: string, text: string, empty: T, oddities: string[]): T {
  if (text === '') return empty;
  try {
    return JSON.parse(text) as T;
  } catch {
    const without = text.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])/g, (_, quoted?: string) => quoted ?? '');
    try {
      const value = JSON.parse(without) as T;
      oddities.push(`${name} has a comma too many`);
      return value;
    } catch (cause) {
      throw new SyntaxError(`${name} is not JSON: ${(cause as Error).message}`, { cause });
    }
  }
}
