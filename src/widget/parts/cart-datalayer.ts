/** Carts that a page tells Google Analytics of; fetched where nothing else tells the cart. */
export { createSource } from '../cart/datalayer.ts';
