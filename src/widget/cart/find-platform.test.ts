// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { findPlatform } from './find-platform.ts';

const page = window as unknown as Record<string, unknown>;
const set: string[] = [];
function put(globals: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(globals)) {
    set.push(name);
    Object.defineProperty(page, name, {
      configurable: true,
      ...(typeof value === 'function' ? { get: value as () => unknown } : { value }),
    });
  }
}
afterEach(() => {
  for (const name of set.splice(0)) delete page[name];
  document.body.className = '';
  document.body.replaceChildren();
  localStorage.clear();
});

describe('the platform of a page', () => {
  it.each([
    ['shopify', { Shopify: { routes: { root: '/' } }, dataLayer: [] }],
    ['prestashop', { prestashop: { on() {} }, dataLayer: [] }],
    ['woocommerce', { wc_add_to_cart_params: {}, dataLayer: [] }],
    ['magento', { checkout: { shoppingCartUrl: '/cart' }, dataLayer: [] }],
    ['datalayer', { dataLayer: [] }],
  ])('[CA9] is known by its globals: %s', (platform, globals) => {
    put(globals);
    expect(findPlatform('auto')).toBe(platform);
  });

  it('[CA9] is known by what stands on the page', () => {
    document.body.className = 'theme woocommerce-page';
    expect(findPlatform('auto')).toBe('woocommerce');
    document.body.className = '';
    const script = document.createElement('div');
    script.dataset.mageInit = '{}';
    document.body.append(script);
    expect(findPlatform('auto')).toBe('magento');
    script.remove();
    localStorage.setItem('mage-cache-storage', '{}');
    expect(findPlatform('auto')).toBe('magento');
  });

  it('[CA9] is none on a page that has nothing of one, or something else of that name', () => {
    expect(findPlatform('auto')).toBeUndefined();
    put({ Shopify: 'x', prestashop: null, checkout: 7, dataLayer: {}, wcSettings: 'x' });
    expect(findPlatform('auto')).toBeUndefined();
    put({
      Shopify: () => {
        throw new Error('no');
      },
    });
    expect(findPlatform('auto')).toBeUndefined();
  });

  it('[CA9] is the one that the page names, whatever else is there', () => {
    put({ Shopify: { routes: {} } });
    expect(findPlatform('magento')).toBe('magento');
    expect(findPlatform('manual')).toBeUndefined();
  });
});
