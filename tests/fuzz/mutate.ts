type Random = () => number;

/** Values that have broken programs before: lengths, signs, names of prototypes, text that is not text. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 2,
  1e308,
  -1e-308,
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00x',
  '\u202e\u200b',
  'x'.repeat(4001),
  'é'.repeat(20_000),
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  "'; drop table entries; --",
  '<script>alert(1)</script>',
  '{{7*7}}',
  '%00%0d%0aset-cookie:a=b',
  'javascript:alert(1)',
  '//evil.example/x',
  '1e999',
  'NaN',
  [],
  {},
  [[[[[[[[[[]]]]]]]]]],
  { __proto__: null, constructor: { prototype: { polluted: true } } },
  { length: 1e9 },
  new Array(2000).fill(0),
];

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value near to one that is valid: one thing about it is missing, doubled, of another kind, or hostile. */
export function nearlyValid(value: unknown, random: Random): unknown {
  if (isRecord(value)) {
    const names = Object.keys(value);
    const name = pick(random, names);
    if (name === undefined || random() < 0.1)
      return { ...value, [pick(random, ['__proto__', 'extra', 'type', 'id', 'at'])]: hostile(random) };
    const chance = random();
    if (chance < 0.2) return Object.fromEntries(Object.entries(value).filter(([one]) => one !== name));
    if (chance < 0.5) return { ...value, [name]: hostile(random) };
    return { ...value, [name]: nearlyValid(value[name], random) };
  }
  if (Array.isArray(value)) {
    if (value.length === 0 || random() < 0.3) return [...value, hostile(random)];
    if (random() < 0.3) return [...value, ...value, ...value];
    const at = Math.floor(random() * value.length);
    return value.map((one, index) => (index === at ? nearlyValid(one, random) : one));
  }
  if (typeof value === 'string' && random() < 0.5) {
    const at = Math.floor(random() * (value.length + 1));
    return value.slice(0, at) + String(JSON.stringify(hostile(random))).slice(0, 50) + value.slice(at);
  }
  if (typeof value === 'number' && random() < 0.5)
    return pick(random, [-value, value + 0.5, value * 1e12, String(value)]);
  return hostile(random);
}

export const hostile = (random: Random): unknown => pick(random, HOSTILE);

/** A text that is no frame: broken JSON, other JSON, bytes, depth. */
export function noFrame(valid: string, random: Random): string | Buffer {
  const chance = random();
  if (chance < 0.2) return valid.slice(0, Math.floor(random() * valid.length));
  if (chance < 0.35)
    return Buffer.from(Array.from({ length: 1 + Math.floor(random() * 200) }, () => Math.floor(random() * 256)));
  if (chance < 0.45) return '['.repeat(5000);
  if (chance < 0.55) return `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`;
  if (chance < 0.6) return `{"type":"message.send","id":"${'9'.repeat(33_000)}"}`;
  if (chance < 0.8) return JSON.stringify(hostile(random)) ?? 'undefined';
  const at = Math.floor(random() * valid.length);
  return (
    valid.slice(0, at) + pick(random, ['"', '\\', '}', ',', '\u0000', '1', 'null', '\ud800']) + valid.slice(at + 1)
  );
}
