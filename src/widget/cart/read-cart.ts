import type { Cart, CartLine } from '../../protocol/cart.ts';
import { LIMITS } from '../../protocol/limits.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= max && !/\0|\p{Surrogate}/u.test(value);
const isMoney = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= 1e9;
const optional = (value: unknown, max: number, form?: RegExp): string | undefined =>
  isText(value, max) && (!form || form.test(value)) ? value : undefined;
const ADDRESS = /^(https?:\/\/|\/(?!\/))/;

function readLine(value: unknown): CartLine | undefined {
  if (!isRecord(value)) return undefined;
  const id = typeof value.id === 'number' ? `${value.id}` : value.id;
  const { name, quantity, price } = value;
  if (!isText(id, 200) || !isText(name, 500) || !isMoney(price)) return undefined;
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1 || quantity > 100_000)
    return undefined;
  return {
    id,
    name,
    variant: optional(value.variant, 200),
    quantity,
    price,
    url: optional(value.url, 2000, ADDRESS),
    image: optional(value.image, 2000, ADDRESS),
  };
}

/** A page's cart if it has the form that the server takes, else undefined. Unusable optional fields are left out. */
export function readCart(value: unknown): Cart | undefined {
  try {
    return readFields(value);
  } catch {
    // A field that throws when it is read.
    return undefined;
  }
}

function readFields(value: unknown): Cart | undefined {
  if (!isRecord(value) || !Array.isArray(value.lines) || value.lines.length > LIMITS.cartLines) return undefined;
  const { currency, subtotal } = value;
  const lines = value.lines.map(readLine);
  if (!isMoney(subtotal) || typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return undefined;
  if (!lines.every((line) => line !== undefined)) return undefined;
  if (new Set(lines.map((line) => line.id)).size < lines.length) return undefined;
  return { currency, subtotal, lines };
}
