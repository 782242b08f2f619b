import { fetchJson, money } from './catalogue.js';
import { find, h } from './dom.js';
import { mountShell } from './shell.js';

const DAYS = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};
/** @type {Record<string, string>} */
const STATES = { placed: 'Placed', packed: 'Packed', shipped: 'On its way', delivered: 'Delivered' };

await mountShell();
const shop = await fetchJson('/demo/shop.json');

find('#hours').replaceChildren(
  ...Object.entries(DAYS).flatMap(([day, name]) => {
    const hours = shop.hours[day];
    return [h('dt', {}, name), h('dd', {}, hours ? `${hours.open} to ${hours.close}` : 'Closed')];
  }),
);

const wanted = new URLSearchParams(window.location.search).get('order');
const field = find('#order-number');
if (field instanceof HTMLInputElement) field.value = wanted ?? '';
if (wanted) showOrder(wanted);

/** @param {string} number */
function showOrder(number) {
  const order = shop.orders.find((/** @type {{ number: string }} */ one) => one.number === number.trim());
  const place = find('#order');
  if (!order) {
    place.replaceChildren(h('p', {}, `We have no order ${number}.`));
    return;
  }
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: shop.timezone });
  const rows = [
    ['Status', STATES[order.status]],
    ['Placed', day.format(new Date(order.placedAt))],
    [order.status === 'delivered' ? 'Arrived' : 'Arriving', day.format(new Date(order.arriving))],
    ['Total', money(order.total, order.currency)],
  ];
  place.replaceChildren(
    h('h3', {}, `Order ${order.number}`),
    h('dl', {}, ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
  );
}
