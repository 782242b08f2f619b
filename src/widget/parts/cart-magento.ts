/** Carts of Magento; fetched on the pages of such a shop. */
export { createSource } from '../cart/magento.ts';
