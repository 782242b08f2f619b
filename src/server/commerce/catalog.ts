import type { ProductCard } from '../../protocol/content.ts';
import { emailKey, type Goods, type GoodsKind, type GoodsOf } from '../store/goods.ts';
import type { StoredProduct } from '../store/shops.ts';
import type { Commerce } from './commerce.ts';
import { fold } from './fold.ts';

/** Commerce for shops without a platform of their own: answers from the catalogue that the store holds. */
export function createCatalog(goods: Pick<Goods, 'one' | 'page' | 'ordersOf'>): Commerce {
  const all = async <K extends GoodsKind>(shop: string, kind: K): Promise<GoodsOf[K][]> => {
    const found: GoodsOf[K][] = [];
    let after: number | undefined = 0;
    while (after !== undefined) {
      const page: { goods: GoodsOf[K][]; next?: number } = await goods.page(shop, kind, { after, limit: PAGE });
      found.push(...page.goods);
      after = page.next;
    }
    return found;
  };
  const available = async (shop: string) => (await all(shop, 'products')).filter((product) => product.available);

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
      const found = await goods.one(shop, 'products', id);
      return found?.available ? toCard(found) : undefined;
    },
    async order(shop, number, email) {
      const found = await goods.one(shop, 'orders', number);
      return found && emailKey(found.email) === emailKey(email) ? found.card : undefined;
    },
    async orders(shop, email) {
      return (await goods.ordersOf(shop, email, ORDERS)).map((order) => order.card);
    },
    async discount(shop, code) {
      return goods.one(shop, 'discounts', code);
    },
    async discounts(shop) {
      return all(shop, 'discounts');
    },
  };
}

/** How much is read at once. */
const PAGE = 1000;
/** So many orders of a customer are told. */
const ORDERS = 100;

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
