/** What deals with the page's shop; fetched when the page first tells its cart, or a platform is found. */
export { deskOf } from '../cart/desk.ts';
