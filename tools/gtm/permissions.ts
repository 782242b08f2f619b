import { fits, fitsAddress } from './url-pattern.ts';

/** A permission's value: 1 string, 2 list, 3 map, 8 boolean. */
interface PermissionValue {
  type: number;
  string?: string;
  boolean?: boolean;
  listItem?: PermissionValue[];
  mapKey?: PermissionValue[];
  mapValue?: PermissionValue[];
}
export interface RawPermission {
  instance: {
    key: { publicId: string; versionId?: string };
    param?: { key: string; value: PermissionValue }[];
  };
}

type Plain = string | boolean | undefined | Plain[] | { [key: string]: Plain };
type Entry = Record<string, Plain>;
/** What a template may do: for each permission its parameters as plain values. */
export type Permissions = Record<string, Record<string, Plain>>;

/** @throws SyntaxError when the section of that name is no list of permissions */
export function readPermissions(section: string, raw: RawPermission[], oddities: string[] = []): Permissions {
  if (!Array.isArray(raw) || raw.some((one) => typeof one?.instance?.key?.publicId !== 'string'))
    throw new SyntaxError(`${section} is not a list of permissions`);
  return Object.fromEntries(
    raw.map(({ instance: { key, param } }) => {
      if (key.versionId === undefined) oddities.push(`${key.publicId} has no versionId`);
      return [key.publicId, Object.fromEntries((param ?? []).map((one) => [one.key, plain(one.value)]))];
    }),
  );
}

function plain(value: PermissionValue | undefined): Plain {
  if (value?.type === 2) return (value.listItem ?? []).map(plain);
  if (value?.type !== 3) return value?.string ?? value?.boolean;
  return Object.fromEntries((value.mapKey ?? []).map((key, nth) => [`${plain(key)}`, plain(value.mapValue?.[nth])]));
}

const list = <T>(value: Plain): T[] => (Array.isArray(value) ? value : []) as T[];
const any = (value: Plain, wanted: unknown): boolean =>
  value === undefined || value === '*' || value === 'any' || value === wanted;
/** A list of names that counts unless the permission says "any". */
const named = (how: Plain, names: Plain, name: unknown): boolean =>
  how === 'any' || list<string>(names).some((pattern) => fits(pattern, `${name}`));

const equals = (pattern: string, name: string): boolean => pattern === name;

function entryAllows(entries: Entry[], key: string, name: unknown, how: string, covers = equals): boolean {
  const wanted = how === 'readwrite' ? ['read', 'write'] : [how];
  return entries.some((entry) => covers(`${entry[key]}`, `${name}`) && wanted.every((one) => entry[one] === true));
}

function cookieAllowed(entries: Entry[], name: unknown, options: Record<string, unknown>): boolean {
  const secure = options.secure ? 'secure' : 'non-secure';
  const session = options['max-age'] === undefined && options.expires === undefined ? 'session' : 'non-session';
  return entries.some(
    (entry) =>
      any(entry.name, name) &&
      (options.domain === undefined || any(entry.domain, options.domain)) &&
      (options.path === undefined || any(entry.path, options.path)) &&
      any(entry.secure, secure) &&
      any(entry.session, session),
  );
}

/** A part of an address, and of the query which key. */
function partAllowed(parameters: Record<string, Plain>, part?: unknown, key?: unknown): boolean {
  const { urlParts = 'any', queriesAllowed = 'any', queryKeys } = parameters;
  if (urlParts === 'any') return true;
  if (part === undefined) return false;
  if (parameters[`${part}`] !== true) return false;
  return part !== 'query' || queriesAllowed === 'any' || list<string>(queryKeys).includes(`${key}`);
}

const RULES: Record<string, (parameters: Record<string, Plain>, ...args: unknown[]) => boolean> = {
  access_globals: ({ keys }, how, key) => entryAllows(list(keys), 'key', key, `${how}`),
  access_local_storage: ({ keys }, how, key) => entryAllows(list(keys), 'key', key, `${how}`, fits),
  access_consent: ({ consentTypes }, type, how) => entryAllows(list(consentTypes), 'consentType', type, `${how}`),
  inject_script: ({ urls }, url) => list<string>(urls).some((pattern) => fitsAddress(pattern, `${url}`)),
  inject_hidden_iframe: ({ urls }, url) => list<string>(urls).some((pattern) => fitsAddress(pattern, `${url}`)),
  send_pixel: ({ allowedUrls, urls }, url) =>
    (allowedUrls === 'any' && /^https:\/\//.test(`${url}`)) ||
    list<string>(urls).some((pattern) => fitsAddress(pattern, `${url}`)),
  read_data_layer: ({ allowedKeys, keyPatterns }, key) => named(allowedKeys, keyPatterns, key),
  write_data_layer: ({ keyPatterns }, key) => named(undefined, keyPatterns, key),
  get_cookies: ({ cookieAccess, cookieNames }, name) => named(cookieAccess, cookieNames, name),
  set_cookies: ({ allowedCookies }, name, options) =>
    cookieAllowed(list(allowedCookies), name, (options ?? {}) as Record<string, unknown>),
  get_url: partAllowed,
  get_referrer: partAllowed,
};

/**
 * Whether the permissions allow it. A permission without a rule of its own holds for everything once it is declared.
 * @param args as `queryPermission` takes them: `('access_globals', 'readwrite', key)`, `('inject_script', url)`
 */
export function permits(permissions: Permissions, permission: string, ...args: unknown[]): boolean {
  const parameters = Object.hasOwn(permissions, permission) ? permissions[permission] : undefined;
  if (parameters === undefined) return false;
  return RULES[permission]?.(parameters, ...args) ?? true;
}

/** Names inside a permission, which the code is expected to know. */
export const namesIn = (parameters: Record<string, Plain>): string[] =>
  ['keys', 'consentTypes', 'cookieNames', 'keyPatterns', 'allowedCookies']
    .flatMap((key) => list<Plain>(parameters[key]))
    .map((entry) =>
      typeof entry === 'object' && !Array.isArray(entry) ? (entry.key ?? entry.consentType ?? entry.name) : entry,
    )
    .filter((name): name is string => typeof name === 'string' && !name.includes('*'));
