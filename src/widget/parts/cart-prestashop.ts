/** Carts of PrestaShop; fetched on the pages of such a shop. */
export { createSource } from '../cart/prestashop.ts';
