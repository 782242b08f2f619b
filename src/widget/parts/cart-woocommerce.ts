/** Carts of WooCommerce; fetched on the pages of such a shop. */
export { createSource } from '../cart/woocommerce.ts';
