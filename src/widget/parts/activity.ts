/** What watches network, tab and hands; fetched for those who stay. */
export { watchActivity } from '../activity.ts';
