import { GOODS } from '../basket.ts';
import type { Platform } from '../serve-shop.ts';

/** A shop of its own making, whose pages tell Google Analytics of the cart. */
export const datalayer: Platform = {
  name: 'datalayer',
  head: () => `<script>window.goods=${JSON.stringify(GOODS)}</script>`,
  owns: /^(?!)/,
  answer: () => ({ status: 404, body: '' }),
};
