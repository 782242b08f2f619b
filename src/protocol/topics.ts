/** What a conversation can be about. Set by hand from this list; at most two a conversation. */
export const TOPICS = [
  'Checkout',
  'Edit orders',
  'Order status',
  'Pricing/Discounts',
  'Product details',
  'Product interest',
  'Returns/Delivered orders',
  'Shipping',
  'Store information',
  'Wholesale',
] as const;
