/** What pages of any origin may load and read. Nothing that depends on who asks may carry these headers. */
export const FOR_PAGES = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
