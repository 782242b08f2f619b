import type { ImageWords } from '../../ui/image.tsx';
import type { OrderWords } from '../../ui/order.tsx';
import type { TicketWords } from '../../ui/ticket.tsx';
import { t } from '../text.ts';

const status = {
  placed: t('order.placed'),
  packed: t('order.packed'),
  shipped: t('order.shipped'),
  delivered: t('order.delivered'),
};

/** The inbox's words for the cards that it shares with the widget. */
export const orderWords: OrderWords = {
  order: t('order.title'),
  arriving: t('order.arriving'),
  items: { one: t('order.items.one'), other: t('order.items.other') },
  track: t('order.track'),
  done: t('order.done'),
  status,
  steps: status,
};

export const imageWords: ImageWords = {
  openImage: t('image.open'),
  closeImage: t('image.close'),
  imageFailed: t('image.failed'),
};

export const ticketWords: TicketWords = {
  off: t('discount.off'),
  apply: t('discount.code'),
  hint: '',
};
