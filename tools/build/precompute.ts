import type { Plugin } from 'vite';

/** Modules whose results, plain values, are worth fewer bytes than the code that makes them. */
const PRECOMPUTED = /\/src\/loader\/(defaults|parts\/option-rules)\.ts$/;

/** Runs such a module at build time and puts its results in its place. */
export function precompute(): Plugin {
  return {
    name: 'shopbell:precompute',
    async load(id) {
      if (!PRECOMPUTED.test(id)) return undefined;
      const made = (await import(id)) as Record<string, unknown>;
      return Object.entries(made)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => `export const ${name} = ${source(value)};`)
        .join('\n');
    },
  };
}

/** JavaScript that makes the value again. */
function source(value: unknown): string {
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return `[${value.map(source).join()}]`;
  if (value && typeof value === 'object') {
    const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${source(field)}`);
    return `{${fields.join()}}`;
  }
  return JSON.stringify(value);
}
