/** Parts that draw nothing by themselves. */
export interface SilentParts {
  cart: typeof import('./parts/cart.ts');
  'cart-datalayer': typeof import('./parts/cart-datalayer.ts');
  'cart-magento': typeof import('./parts/cart-magento.ts');
  'cart-prestashop': typeof import('./parts/cart-prestashop.ts');
  'cart-shopify': typeof import('./parts/cart-shopify.ts');
  'cart-woocommerce': typeof import('./parts/cart-woocommerce.ts');
  events: typeof import('./parts/events.ts');
  long: typeof import('./parts/long.ts');
  looks: typeof import('./parts/looks.ts');
  pages: typeof import('./parts/pages.ts');
  rare: typeof import('./parts/rare.ts');
  sheet: typeof import('./parts/sheet.ts');
  tabs: typeof import('./parts/tabs.ts');
}
