import type { ProductCard } from '../../protocol/content.ts';
import type { Shops, StoredProduct } from '../store/shops.ts';
import type { Commerce } from './commerce.ts';
import { fold } from './fold.ts';

/** Commerce for shops without a platform of their own: answers from the catalogue that the store holds. */
export function createCatalog(shops: Shops): Commerce {
  const available = async (shop: string) =>
    (await shops.catalogue(shop)).products.filter((product) => product.available);
  const ordersOf = async (shop: string, email: string) => {
    const owner = sameEmail(email);
    return (await shops.catalogue(shop)).orders.filter((order) => sameEmail(order.email) === owner);
  };

  return {
    async searchProducts(shop, query, limit) {
      const words = fold(query).split(/\s+/).filter(Boolean);
      const all = await available(shop);
      const search = (endings: number) => all.filter((product) => holds(whole(product), words, endings));
      const endings = search(0).length > 0 ? 0 : LOOSE_ENDINGS;
      const found = search(endings);
      // A name that holds all the words is what was meant; a description only mentions them.
      const [named, mentioned] = [true, false].map((named) =>
        found.filter((product) => holds(product.title, words, endings) === named),
      );
      return [...named!, ...mentioned!].slice(0, limit).map(toCard);
    },
    async product(shop, id) {
      const found = (await available(shop)).find((product) => product.id === id);
      return found && toCard(found);
    },
    async order(shop, number, email) {
      const wanted = sameNumber(number);
      return (await ordersOf(shop, email)).find((order) => sameNumber(order.card.number) === wanted)?.card;
    },
    async orders(shop, email) {
      const orders = await ordersOf(shop, email);
      return orders.sort((a, b) => b.placedAt - a.placedAt).map((order) => order.card);
    },
    async discount(shop, code) {
      const wanted = fold(code).trim();
      return (await shops.catalogue(shop)).discounts.find((discount) => fold(discount.code) === wanted);
    },
    async discounts(shop) {
      return (await shops.catalogue(shop)).discounts;
    },
  };
}

/** Letters at a word's end that may differ when nothing fits as written: "shirts" finds a shirt. */
const LOOSE_ENDINGS = 2;
/** Of a word so many letters must be left. */
const SHORTEST_STEM = 4;

const whole = ({ id, title, options = '', description = '' }: StoredProduct): string =>
  [title, options, description, id].join('\n');

function holds(text: string, words: string[], endings: number): boolean {
  const folded = fold(text);
  return words.every((word) => {
    const length = Math.max(word.length - endings, Math.min(word.length, SHORTEST_STEM));
    return folded.includes(word.slice(0, length));
  });
}

function toCard({ available: _, description: __, ...card }: StoredProduct): ProductCard {
  return card;
}

const sameEmail = (email: string): string => email.trim().toLowerCase();

/** People write "#1042", "1042" or "hh-1042" for one order. */
const sameNumber = (number: string): string => number.replace(/[\s#]/g, '').toLowerCase();
