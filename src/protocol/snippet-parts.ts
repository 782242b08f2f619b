const SHOP_KEY = /^[a-z0-9][a-z0-9_-]{0,62}$/;
/** Stricter than the URL standard, whose hosts may hold a quote. A port that the scheme implies is not written. */
const ORIGIN = /^(?!http:.*:80$|https:.*:443$)https?:\/\/([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(:[1-9]\d{0,4})?$/;
/** As policies have it, or a word that a template replaces. */
const NONCE = /^[\w+/-]+={0,2}$/;
const VERSION = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;
const INTEGRITY = /^sha(256|384|512)-[\w+/]+={0,2}$/;

/** One version of the script for ever: its number, and the hash of its file from that version's `manifest.json`. */
export interface Pin {
  version: string;
  integrity: string;
}

/** A snippet that cannot be written: trying again with the same words will not help. */
export class SnippetError extends Error {
  readonly code: 'bad_shop' | 'bad_origin' | 'bad_options' | 'bad_nonce' | 'bad_pin';
  readonly retry = false;
  constructor(code: SnippetError['code'], message: string) {
    super(message);
    this.name = 'SnippetError';
    this.code = code;
  }
}

export function checkedShop(shop: string): string {
  if (SHOP_KEY.test(shop)) return shop;
  throw new SnippetError('bad_shop', `A shop key is a-z, 0-9, _ and -, up to 63 characters: ${JSON.stringify(shop)}`);
}

export function checkedOrigin(origin: string): string {
  if (ORIGIN.test(origin)) return origin;
  throw new SnippetError('bad_origin', `An origin is http(s)://host[:port], no path: ${JSON.stringify(origin)}`);
}

export function checkedNonce(nonce: string): string {
  if (NONCE.test(nonce)) return nonce;
  throw new SnippetError('bad_nonce', `A nonce is base64, or a word in its place: ${JSON.stringify(nonce)}`);
}

export function checkedPin({ version, integrity }: Pin): Pin {
  if (VERSION.test(version) && INTEGRITY.test(integrity)) return { version, integrity };
  throw new SnippetError('bad_pin', `A version like 1.2.3 and its hash like sha256-…: ${version} ${integrity}`);
}

/** `data-foo-bar="…"` with the value of an option as it is read there: objects as JSON. */
export function dataAttribute(name: string, value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  // JSON is easier to read, and to change by hand, between single quotes.
  const inSingle = text.includes('"') && !text.includes("'");
  return `data-${kebab(name)}=${inSingle ? `'${escaped(text, "'")}'` : `"${escaped(text)}"`}`;
}

/** An option's name as an attribute's: `cookieTTL` is `cookie-ttl`. */
export const kebab = (name: string): string => name.replace(/[A-Z]+/g, (capitals) => `-${capitals.toLowerCase()}`);

/** Text in an element, or in an attribute with these quotes. */
export const escaped = (text: string, quote: '"' | "'" = '"'): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(quote, quote === '"' ? '&quot;' : '&#39;');

/** A value as JavaScript that is safe inside a `<script>`: no `<` and no line terminator can leave a string. */
export function literal(value: unknown): string {
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
