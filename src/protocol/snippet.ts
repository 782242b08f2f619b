import type { OptionsInput } from '../protocol/options.ts';

/** The name of the global function that pages call. */
const GLOBAL = 'Shopbell';
const SHOP_KEY = /^[a-z0-9][a-z0-9_-]{0,62}$/;
/** Stricter than the URL standard, whose hosts may hold a quote. A port that the scheme implies is not written. */
const ORIGIN = /^(?!http:.*:80$|https:.*:443$)https?:\/\/([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(:[1-9]\d{0,4})?$/;

/** Where a snippet comes from and whose it is. */
export interface SnippetTarget {
  /** The merchant's public key. */
  shop: string;
  /** Scheme, host and port of the server, such as `https://chat.example.com`; no path. */
  origin: string;
}

/** A snippet that cannot be written: trying again with the same words will not help. */
export class SnippetError extends Error {
  readonly code: 'bad_shop' | 'bad_origin' | 'bad_options';
  readonly retry = false;
  constructor(code: SnippetError['code'], message: string) {
    super(message);
    this.name = 'SnippetError';
    this.code = code;
  }
}

/**
 * The line that makes the queue before the script has come. A function that is already there (another snippet, a tag
 * manager, the loaded chat) is kept and given a queue if it has none; anything else that took the name (a placeholder
 * object with a `q`, an array, an element with that id) is replaced, and the commands it holds are kept in order.
 * The older syntax runs wherever a merchant's page does.
 */
export const QUEUE_STUB =
  "(function(w,n,o,f){o=w[n];f=typeof o=='function'?o:w[n]=function(){f.q.push(arguments)};" +
  `f.q=f.q||(o&&(o.push?o:o.q))||[]})(window,'${GLOBAL}');`;

/**
 * The shortest form: one async script tag with the shop in its address, which tag managers leave alone.
 * @throws SnippetError `bad_shop`, `bad_origin`
 */
export function snippetHtml({ shop, origin }: SnippetTarget): string {
  return `<script async src="${scriptAddress(origin)}?shop=${checkedShop(shop)}"></script>\n`;
}

/**
 * The form with a queue: options in an `init` call, and commands may follow at once.
 * @param target `options` besides the shop; values of `undefined` are left out
 * @throws SnippetError `bad_shop`, `bad_origin`, or `bad_options` for what JSON cannot carry
 */
export function snippetQueue({
  shop,
  origin,
  options = {},
}: SnippetTarget & { options?: Omit<OptionsInput, 'shop'> }): string {
  const init = literal({ shop: checkedShop(shop), ...options });
  return [
    '<script>',
    `  ${QUEUE_STUB}`,
    `  ${GLOBAL}('init', ${init});`,
    '</script>',
    `<script async src="${scriptAddress(origin)}"></script>`,
    '',
  ].join('\n');
}

function checkedShop(shop: string): string {
  if (SHOP_KEY.test(shop)) return shop;
  throw new SnippetError('bad_shop', `A shop key is a-z, 0-9, _ and -, up to 63 characters: ${JSON.stringify(shop)}`);
}

function scriptAddress(origin: string): string {
  if (ORIGIN.test(origin)) return `${origin}/shopbell.js`;
  throw new SnippetError('bad_origin', `An origin is http(s)://host[:port], no path: ${JSON.stringify(origin)}`);
}

/** A value as JavaScript that is safe inside a `<script>`: no `<` and no line terminator can leave a string. */
function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean' || value === null || (typeof value === 'number' && Number.isFinite(value))) {
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object') {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    if (fields.length === 0) return '{}';
    return `{ ${fields.map(([name, field]) => `${key(name)}: ${literal(field)}`).join(', ')} }`;
  }
  throw new SnippetError('bad_options', `An option cannot be a ${typeof value}`);
}

/** `__proto__` in quotes or not would set the prototype; computed, it is a field like any other. */
const key = (name: string): string => {
  if (name === '__proto__') return `['${name}']`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
};

const quoted = (text: string): string => {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  const safe = inner.replace(/[<\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `'${safe}'`;
};
