/** What the stand-ins for platforms sell. Prices are minor units, by currency. */
export interface Good {
  product: number;
  variant: number;
  name: string;
  option: string;
  price: { EUR: number; JPY: number };
  soldOut?: boolean;
}

export const CAP: Good = {
  product: 15,
  variant: 41,
  name: 'Wool cap',
  option: 'Blue',
  price: { EUR: 1999, JPY: 2400 },
};
/** Its name has 41 characters, one more than the log takes. */
export const RUNNER: Good = {
  product: 16,
  variant: 42,
  name: 'Hand-knotted hallway runner in undyed wool'.slice(0, 41),
  option: '80 × 300',
  price: { EUR: 12950, JPY: 15000 },
};
export const MUG: Good = {
  product: 17,
  variant: 43,
  name: 'Mug',
  option: 'Clay',
  price: { EUR: 900, JPY: 1100 },
  soldOut: true,
};
export const GOODS = [CAP, RUNNER, MUG];

/** Codes, the percentage that each takes off, and from which subtotal on. */
const CODES: Record<string, { percent: number; from: number }> = {
  spring10: { percent: 10, from: 0 },
  big25: { percent: 25, from: 10_000 },
};

export interface Basket {
  currency: 'EUR' | 'JPY';
  lines: Map<number, number>;
  codes: string[];
}

export const newBasket = (currency: Basket['currency'] = 'EUR'): Basket => ({ currency, lines: new Map(), codes: [] });

export const goodOf = (id: unknown): Good | undefined =>
  GOODS.find(({ variant, product }) => [variant, product].includes(Number(id)));

/** @returns whether it could be put in */
export function put({ lines }: Basket, id: unknown, quantity: number): boolean {
  const good = goodOf(id);
  if (!good || good.soldOut) return false;
  lines.set(good.variant, (lines.get(good.variant) ?? 0) + quantity);
  return true;
}

export function setQuantity({ lines }: Basket, id: unknown, quantity: number): void {
  const good = goodOf(id);
  if (good && quantity > 0) lines.set(good.variant, quantity);
  else if (good) lines.delete(good.variant);
}

export const linesOf = ({ lines, currency }: Basket): { good: Good; quantity: number; price: number }[] =>
  [...lines].map(([variant, quantity]) => {
    const good = goodOf(variant)!;
    return { good, quantity, price: good.price[currency] };
  });

export const subtotalOf = (basket: Basket): number =>
  linesOf(basket).reduce((sum, { price, quantity }) => sum + price * quantity, 0);

export const countOf = ({ lines }: Basket): number => [...lines.values()].reduce((sum, one) => sum + one, 0);

/** What a code takes off this basket, minor units; undefined when it does nothing for it. */
export function savingOf(basket: Basket, code: string): number | undefined {
  const known = CODES[code.toLowerCase()];
  const subtotal = subtotalOf(basket);
  return known && subtotal > 0 && subtotal >= known.from ? Math.round((subtotal * known.percent) / 100) : undefined;
}
