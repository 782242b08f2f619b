import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PARAMETERS } from './parameters.ts';

/** The server that the committed template names. */
const COMMITTED = 'https://chat.example.com';

/**
 * The template for another server. Tag Manager fixes the addresses that a template may load, so code and permission must
 * name the same one.
 * @param origin `https://host[:port]`
 * @throws RangeError when it is anything else
 */
export function withOrigin(template: string, origin: string): string {
  if (!/^https:\/\/[a-z0-9.-]+(:\d+)?$/.test(origin)) throw new RangeError(`Not an https origin: ${origin}`);
  return template.replaceAll(COMMITTED, origin);
}

/** The template with its fields as the option table has them. */
export function withFields(template: string): string {
  const section = /(?<=___TEMPLATE_PARAMETERS___\n\n)[\s\S]*(?=\n\n\n___SANDBOXED)/;
  return template.replace(section, () => JSON.stringify(PARAMETERS, undefined, 2));
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { origin: { type: 'string' }, out: { type: 'string' } } });
  const template = readFileSync(new URL('template.tpl', import.meta.url), 'utf8');
  const built = withOrigin(template, values.origin ?? COMMITTED);
  if (values.out) writeFileSync(values.out, built);
  else process.stdout.write(built);
}
