import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PARAMETERS } from './parameters.ts';
import { permissionsOf } from './src/permissions.ts';

/** The server that the committed template names. */
export const COMMITTED = 'https://chat.example.com';

const read = (name: string): string => readFileSync(new URL(`src/${name}`, import.meta.url), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(new URL(`src/${folder}/`, import.meta.url))
    .filter((name) => name.endsWith('.js') && name !== 'setup.js')
    .sort()
    .map((name) => read(`${folder}/${name}`).trim());
const json = (value: unknown): string => JSON.stringify(value, undefined, 2);

/**
 * The template for a server, from its parts in `src/`. Tag Manager fixes the addresses that a template may load, so code,
 * permission and tests name the same one.
 * @param origin `https://host[:port]`
 * @throws RangeError when it is anything else
 */
export function buildTemplate(origin = COMMITTED): string {
  if (!/^https:\/\/[a-z0-9.-]+(:\d+)?$/.test(origin)) throw new RangeError(`Not an https origin: ${origin}`);
  const sections = {
    TERMS_OF_SERVICE: read('terms.txt').trim(),
    INFO: json(info()),
    TEMPLATE_PARAMETERS: json(PARAMETERS),
    SANDBOXED_JS_FOR_WEB_TEMPLATE: filesIn('code').join('\n\n'),
    WEB_PERMISSIONS: json(permissionsOf(origin)),
    TESTS: tests(),
    NOTES: read('notes.txt').trim(),
  };
  return Object.entries(sections)
    .map(([name, text]) => `___${name}___\n\n${text}\n`)
    .join('\n\n')
    .replaceAll('__ORIGIN__', origin);
}

function info(): unknown {
  const { brand, ...rest } = JSON.parse(read('info.json')) as { brand: object };
  const icon = readFileSync(new URL('src/icon.png', import.meta.url)).toString('base64');
  return { ...rest, brand: { ...brand, thumbnail: `data:image/png;base64,${icon}` } };
}

/** The section of tests: in the files a line `// # Name` begins a scenario. */
function tests(): string {
  const block = (text: string, by: string): string => text.trim().replace(/^(?=.)/gm, by);
  const scenarios = filesIn('tests')
    .flatMap((text) => text.split(/^\/\/ # /m).slice(1))
    .map((text) => {
      const [name = '', ...code] = text.split('\n');
      return `- name: ${name}\n  code: |-\n${block(code.join('\n'), '    ')}`;
    });
  return `scenarios:\n${scenarios.join('\n')}\nsetup: |-\n${block(read('tests/setup.js'), '  ')}`;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { origin: { type: 'string' }, out: { type: 'string' } } });
  const built = buildTemplate(values.origin);
  if (values.out) writeFileSync(values.out, built);
  else process.stdout.write(built);
}
