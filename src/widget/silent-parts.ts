/** Parts that draw nothing by themselves. */
export interface SilentParts {
  cart: typeof import('./parts/cart.ts');
  events: typeof import('./parts/events.ts');
  long: typeof import('./parts/long.ts');
  looks: typeof import('./parts/looks.ts');
  pages: typeof import('./parts/pages.ts');
  rare: typeof import('./parts/rare.ts');
  sheet: typeof import('./parts/sheet.ts');
  tabs: typeof import('./parts/tabs.ts');
}
