import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Product {
  id: string;
  title: string;
  handle: string;
  price: number;
  image: string;
  url: string;
  variants: { id: string; available: boolean }[];
  available: boolean;
}
interface Order {
  number: string;
  lines: { productId: string; variantId: string; quantity: number }[];
  total: number;
}

const file = (path: string): URL => new URL(path, import.meta.url);
const read = (path: string): string => readFileSync(file(path), 'utf8');
const { products } = JSON.parse(read('catalogue.json')) as { products: Product[] };
const shop = JSON.parse(read('shop.json')) as {
  orders: Order[];
  deliveryPrice: number;
  freeDeliveryFrom: number;
  discounts: { code: string; percent: number }[];
};
const pages = ['index.html', 'product.html', 'checkout.html', 'help.html', 'csp/index.html', 'spa/index.html'];
const scripts = ['shop', 'spa', 'csp'].flatMap((folder) =>
  readdirSync(file(folder))
    .filter((name) => name.endsWith('.js'))
    .map((name) => `${folder}/${name}`),
);
/** The file behind an address of the shop. */
const behind = (address: string): string => {
  const path = address.replace(/[?#].*$/, '').replace(/^\/demo\//, '');
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
};

describe('the catalogue', () => {
  it('[DS1] names products and variants once, each with a picture and a page', () => {
    const ids = products.flatMap(({ id, variants }) => [id, ...variants.map((one) => one.id)]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(products.map(({ handle }) => handle)).size).toBe(products.length);
    for (const { id, image, url } of products) {
      expect(existsSync(file(behind(image))), image).toBe(true);
      expect(url).toBe(`/demo/product.html?id=${id}`);
    }
  });

  it('[DS1] holds what the rules are tried on: titles of 40 and of 41 characters, something sold out', () => {
    const lengths = products.map(({ title }) => title.length);
    expect(lengths.filter((length) => length === 40)).toHaveLength(1);
    expect(lengths.filter((length) => length > 40)).toHaveLength(1);
    expect(products.filter(({ available }) => !available)).toHaveLength(1);
    expect(products.length).toBeGreaterThanOrEqual(12);
    for (const { available, variants } of products) expect(variants.some((one) => one.available)).toBe(available);
  });

  it('[DS2] adds up its orders, delivery included', () => {
    for (const { number, lines, total } of shop.orders) {
      const goods = lines.reduce((sum, { productId, variantId, quantity }) => {
        const product = products.find(({ id }) => id === productId);
        expect(product?.variants.map(({ id }) => id)).toContain(variantId);
        return sum + (product?.price ?? Number.NaN) * quantity;
      }, 0);
      const delivery = goods < shop.freeDeliveryFrom ? shop.deliveryPrice : 0;
      expect(total, number).toBeCloseTo(goods + delivery, 2);
    }
  });
});

describe('the pages', () => {
  it.each(pages)('[DS3] %s leads nowhere that is not there, and to nobody else', (page) => {
    const addresses = [...read(page).matchAll(/\b(?:href|src|action)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(addresses.filter((address) => !address.startsWith('/') && !address.startsWith('#'))).toEqual([]);
    for (const address of addresses.filter((one) => one.startsWith('/demo/'))) {
      expect(existsSync(file(behind(address))), address).toBe(true);
    }
  });

  it.each(pages)('[DS4] %s leaves the names of the chat to the chat, and carries no inline style', (page) => {
    expect(read(page)).not.toMatch(/Open chat|Email address|role="(?:status|log|alert)"/i);
    expect(read(page)).not.toMatch(/\sstyle=|<style/);
  });

  it.each(scripts)('[DS4] %s does the same, and makes no markup from text', (script) => {
    expect(read(script)).not.toMatch(/Open chat|Email address|role: '(?:status|log|alert)'/i);
    expect(read(script)).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write/);
  });

  it('[DS5] gives every script of the strict page the nonce that the server replaces', () => {
    const tags = read('csp/index.html').match(/<script\b[^>]*>/g) ?? [];
    expect(tags.length).toBeGreaterThan(0);
    for (const tag of tags) expect(tag).toContain('nonce="__NONCE__"');
  });
});
