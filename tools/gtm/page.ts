/** A page as far as a tag sees it, and what a tag did to it. */
export interface FakePage {
  window: Record<string, unknown>;
  url: string;
  referrer: string;
  title: string;
  cookies: Record<string, string[]>;
  localStorage: Map<string, string>;
  templateStorage: Map<string, unknown>;
  /** Consent types that nobody set count as granted, as in Tag Manager. */
  consent: Record<string, boolean>;
  listeners: [type: string, listener: (type: string, granted: boolean) => unknown][];
  /** Whether loading an address goes well; undefined: nothing is heard of it. Default: it goes well, at once. */
  load: (url: string) => boolean | undefined;
  /** Addresses that were loaded. */
  loaded: string[];
  /** Cache tokens of scripts that have loaded. */
  tokens: Set<string>;
  logs: unknown[][];
  /** What waits for the code to end. */
  later: (() => unknown)[];
}

export const createPage = (page: Partial<FakePage> = {}): FakePage => ({
  window: {},
  url: 'https://www.shop.example/products/trail-shoe.html?size=42#reviews',
  referrer: '',
  title: 'Trail shoe',
  cookies: {},
  localStorage: new Map(),
  templateStorage: new Map(),
  consent: {},
  listeners: [],
  load: () => true,
  loaded: [],
  tokens: new Set(),
  logs: [],
  later: [],
  ...page,
});

/** Sets a type and tells the listeners: not when a type that nobody had set is granted. */
export function changeConsent(page: FakePage, type: string, granted: boolean): void {
  const before = page.consent[type] ?? true;
  page.consent[type] = granted;
  if (before === granted) return;
  for (const [wanted, listener] of page.listeners) if (wanted === type) listener(type, granted);
}

type Holder = Record<string, unknown>;
const isHolder = (value: unknown): value is Holder =>
  value !== null && (typeof value === 'object' || typeof value === 'function');

export const at = (root: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (isHolder(value) ? value[key] : undefined), root);

/** @returns whether there was an object to put it on */
export function put(root: Holder, path: string, value: unknown): boolean {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.length > 0 ? at(root, keys.join('.')) : root;
  if (!isHolder(holder)) return false;
  holder[last] = value;
  return true;
}
