/** What takes the page's cart; fetched when the page first reports one. */
export { startCart } from '../cart.ts';
