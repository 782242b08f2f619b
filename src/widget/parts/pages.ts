/** What tells the team which pages are looked at; fetched when consent allows that. */
export { watchPages } from '../pages.ts';
