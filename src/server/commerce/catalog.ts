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
      const found = (await available(shop)).filter((product) => matches(product, words));
      // A name that holds all the words is what was meant; a description only mentions them.
      const [named, mentioned] = [true, false].map((named) =>
        found.filter((product) => isNamed(product, words) === named),
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

function matches(product: StoredProduct, words: string[]): boolean {
  const { id, title, options = '', description = '' } = product;
  const text = fold([title, options, description, id].join('\n'));
  return words.every((word) => text.includes(word));
}

function isNamed(product: StoredProduct, words: string[]): boolean {
  const title = fold(product.title);
  return words.every((word) => title.includes(word));
}

function toCard({ available: _, description: __, ...card }: StoredProduct): ProductCard {
  return card;
}

const sameEmail = (email: string): string => email.trim().toLowerCase();

/** People write "#1042", "1042" or "hh-1042" for one order. */
const sameNumber = (number: string): string => number.replace(/[\s#]/g, '').toLowerCase();
