/** What the tabs of one browser have in common; fetched before a known visitor connects, and for those who stay. */
export { joinTabs } from '../tabs.ts';
