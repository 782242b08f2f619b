import { createHash } from 'node:crypto';

/** The shop that is measured: most of what a database holds is its own, which is the hard case. */
export const SHOP = 'demo';
export const AGENT = 'a_mia';
/** One conversation in ten is of another shop. */
const OTHERS = 9;
/** One visitor in five comes back for a second conversation. */
const COMES_BACK = 5;
export const BASE = Date.UTC(2026, 0, 1);
const STEP_MS = 1000;

/** What a template conversation ends as: the folder, with `mine` and `priority` for those of them that are. */
export type Standing = 'new' | 'mine' | 'in_progress' | 'priority' | 'chatbot' | 'closed' | 'archived';

/** So many of the measured shop stand in these folders whatever its size; all the rest is closed. */
export const FIXED: Partial<Record<Standing, number>> = {
  new: 60,
  mine: 60,
  in_progress: 60,
  priority: 60,
  archived: 60,
  chatbot: 300,
};

/** Words that stand in so many conversations of the measured shop whatever its size. */
export const PLANTED = { rare: { words: 50, each: 1 }, some: { words: 20, each: 20 }, many: { words: 5, each: 400 } };
export type Planted = keyof typeof PLANTED;

const digits = (n: number, length: number): string => String(n).padStart(length, '0');
export const plantedWord = (kind: Planted, n: number): string => `${kind}${digits(n % PLANTED[kind].words, 2)}`;
export const emailOf = (n: number): string => `ada${digits(n, 7)}@mail${digits(n % 40, 2)}.test`;

/** One conversation to be made from a template. */
export interface Planned {
  n: number;
  shop: string;
  id: string;
  visitor: string;
  /** 1 where the visitor is met for the first time. */
  comes: number;
  name: string;
  email: string;
  standing: Standing;
  /** Which template of that standing. */
  variant: number;
  at: number;
  /** Words that this conversation has beside those of its template: its order's number, and what is planted. */
  extra: string;
}

/**
 * All conversations of a database, oldest first. What is fixed in number is spread evenly over the shop's whole age.
 *
 * @param variants templates a standing
 */
export function* planned(conversations: number, variants: number): Generator<Planned> {
  const own = ownOf(conversations);
  const standings = spreadStandings(own);
  const words = spreadWords(own);
  let ofShop = 0;
  for (let n = 0; n < conversations; n += 1) {
    const other = n % 10 === 9;
    const shop = other ? `other-${Math.floor(n / 10) % OTHERS}` : SHOP;
    const place = other ? -1 : ofShop++;
    const standing = standings.get(place) ?? 'closed';
    const back = standing === 'closed' && n % COMES_BACK === 4 && !other && !standings.has(place - 1);
    const visitor = back ? n - 1 : n;
    yield {
      n,
      shop,
      id: `c_${hash(`c${n}`)}`,
      visitor: `v_${hash(`v${visitor}`)}`,
      comes: Number(!back),
      name: `Ada L${digits(visitor, 7)}`,
      email: emailOf(visitor),
      standing,
      variant: n % variants,
      at: BASE + n * STEP_MS,
      extra: [`o${digits(n, 7)}`, ...(words.get(place) ?? [])].join(' '),
    };
  }
}

const ownOf = (conversations: number): number => conversations - Math.floor(conversations / 10);

/** The moment in the middle of the measured shop's life, and the `n` of a conversation at a part of it. */
export const momentAt = (conversations: number, part: number): number =>
  BASE + Math.floor(conversations * part) * STEP_MS;
/** An address of somebody of the measured shop, others for other `i`, spread over its life. */
export const someEmail = (conversations: number, i: number): string =>
  emailOf(Math.floor((((i * 37) % 100) / 100) * (conversations / 10)) * 10);

const hash = (text: string): string => createHash('md5').update(text).digest('base64url').slice(0, 16);

function spreadStandings(own: number): Map<number, Standing> {
  const places = new Map<number, Standing>();
  for (const [standing, count] of Object.entries(FIXED) as [Standing, number][]) {
    for (const start of evenly(own, count, 0.5)) {
      let place = start;
      while (places.has(place)) place = (place + 1) % own;
      places.set(place, standing);
    }
  }
  return places;
}

function spreadWords(own: number): Map<number, string[]> {
  const places = new Map<number, string[]>();
  for (const [kind, { words, each }] of Object.entries(PLANTED) as [Planted, { words: number; each: number }][]) {
    for (let n = 0; n < words; n += 1) {
      for (const place of evenly(own, each, (n + 0.5) / words)) {
        places.set(place, [...(places.get(place) ?? []), plantedWord(kind, n)]);
      }
    }
  }
  return places;
}

const evenly = (own: number, count: number, offset: number): number[] =>
  Array.from({ length: count }, (_, k) => Math.floor(((k + offset) * own) / count));
