/** Equal by value, whatever world the values are from; functions by identity. A field that is undefined is a field. */
export function same(left: unknown, right: unknown): boolean {
  if (left === right || (Number.isNaN(left) && Number.isNaN(right))) return true;
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [one, other] = [left as Record<string, unknown>, right as Record<string, unknown>];
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]))
  );
}

/** A value as a failure shows it. */
export function shown(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'number' || value === undefined) return `${value}`;
  const text = JSON.stringify(value, (_, one) =>
    typeof one === 'function' ? 'a function' : one === undefined ? 'undefined' : one,
  );
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
