import type { VisitorServerFrame } from '../protocol/frames.ts';

type Fields = Record<string, unknown>;
type Check = (frame: Fields) => boolean;

const text = (value: unknown): value is string => typeof value === 'string';
const place = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Kinds of fields by a letter. Any kind of entry passes: what a client does not know it shows as nothing, and counts. */
const FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  s: text,
  b: (value) => typeof value === 'boolean',
  n: place,
  o: isFields,
  author: (value) => has(value, 'role:s'),
  entries: (value) => Array.isArray(value) && value.every((entry) => has(entry, 'position:n kind:s at:n by:author')),
  read: (value) => has(value, 'visitor:n team:n'),
  list: Array.isArray,
  greeting: (value) => has(value, 'messages:list choices:list'),
  settings: (value) => has(value, 'name:s greeting:greeting availability:o'),
  reader: (value) => value === 'visitor' || value === 'team',
};

/** Whether an object has these fields, written as `name:kind name:kind`. */
const has = (value: unknown, form: string): boolean =>
  isFields(value) &&
  form.split(' ').every((field) => {
    const [name, kind] = field.split(':') as [string, string];
    return !kind || FIELDS[kind]!(value[name]);
  });

const checks = (forms: Record<string, string>): Record<string, Check> =>
  Object.fromEntries(Object.entries(forms).map(([type, form]) => [type, (frame: Fields) => has(frame, form)]));

/** What both ends of the team and the shopper are sent; one line a type. */
export const COMMON_CHECKS: Readonly<Record<string, Check>> = checks({
  ack: 'id:s position:n',
  refused: 'id:s code:s message:s retry:b',
  entries: 'conversation:s entries:entries',
  history: 'conversation:s entries:entries from:n',
  reset: 'conversation:s entries:entries from:n epoch:s',
  typing: 'conversation:s by:author on:b',
  read: 'conversation:s reader:reader position:n',
  ping: '',
  pong: '',
});

const VISITOR_CHECKS: Readonly<Record<string, Check>> = {
  ...COMMON_CHECKS,
  ...checks({ welcome: 'token:s visitor:s epoch:s from:n entries:entries read:read settings:settings' }),
};

/** Whether a value has the form that its type promises, as far as a reader leans on it. Unknown types have none. */
export const passes = (checks: Readonly<Record<string, Check>>, value: unknown): boolean =>
  isFields(value) && text(value.type) && Object.hasOwn(checks, value.type) && !!checks[value.type]?.(value);

/** [CL50–CL51] The server's word, read with care: undefined for what a visitor's end cannot use. */
export const guardVisitorFrame = (value: unknown): VisitorServerFrame | undefined =>
  passes(VISITOR_CHECKS, value) ? (value as VisitorServerFrame) : undefined;

/** [CL52] Whether this is no frame, or a spoilt one; a type that nobody knows yet may come from a newer server. */
export const isStrange = (value: unknown): boolean =>
  !isFields(value) || !text(value.type) || Object.hasOwn(VISITOR_CHECKS, value.type);
