/** Carts of Shopify; fetched on the pages of such a shop. */
export { createSource } from '../cart/shopify.ts';
