/**
 * What pages of any origin may load and read, and when it was sent: the installation check holds clocks against each other.
 * Nothing that depends on who asks may carry these headers.
 */
export const FOR_PAGES = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'date, age',
  'cross-origin-resource-policy': 'cross-origin',
};
