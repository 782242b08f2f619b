/**
 * What the tabs of one browser have in common, and what the page's shop runs on; fetched before a known visitor connects, and for
 * those who stay.
 */
export { findPlatform } from '../cart/find-platform.ts';
export { joinTabs } from '../tabs.ts';
