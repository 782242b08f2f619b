import * as v from 'valibot';
import { Email } from '../../protocol/primitives.ts';
import { Order, OrderPage } from '../../protocol/rest-catalogue.ts';
import { type Goods, goodsKey } from '../store/goods.ts';
import type { StoredOrder } from '../store/shops.ts';
import { goodsPage } from './goods-page.ts';
import { PAGING } from './paging.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

const ListQuery = v.object({ email: v.optional(Email), ...PAGING });
const ORDERS = 100;
const ORDER_BYTES = 64 * 1024;

/** Orders of the embedded catalogue: what the bot answers "Where is my order?" from. */
export function orderRoutes(goods: Goods): Route[] {
  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/catalogue/orders',
        summary: "Orders in the order in which they were added; by `email` a customer's newest hundred.",
        access: 'settings',
        scope: 'catalogue:read',
        query: ListQuery,
        answer: OrderPage,
        refusals: [],
      },
      async ({ who, query }) => {
        if (query.email) {
          return { body: { orders: (await goods.ordersOf(who.shop, query.email, ORDERS)).map(toResource) } };
        }
        const { page, next } = await goodsPage(goods, who.shop, 'orders', query);
        return { body: { orders: page.map(toResource), ...(next && { next }) } };
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/catalogue/orders/:number',
        summary: 'One order, by its number with or without #.',
        access: 'settings',
        scope: 'catalogue:read',
        answer: Order,
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        const found = await goods.one(who.shop, 'orders', params.number ?? '');
        return found ? { body: toResource(found) } : refuse('not_found');
      },
    ),
    defineRoute(
      {
        method: 'put',
        path: '/api/v1/catalogue/orders/:number',
        summary: 'Adds or replaces an order; the number of the body is that of the path.',
        access: 'settings',
        scope: 'catalogue:write',
        body: Order,
        bodyBytes: ORDER_BYTES,
        answer: Order,
        example: {
          number: '#1042',
          email: 'marta@example.com',
          placedAt: 1_777_000_000_000,
          status: 'shipped',
          total: 48,
          currency: 'EUR',
          items: 2,
          images: [],
        },
        refusals: [],
      },
      async ({ who, params, body }) => {
        const key = goodsKey('orders', body.number);
        if (key === '' || key !== goodsKey('orders', params.number ?? '')) {
          return refuse('invalid', { detail: 'Wrong: number.' });
        }
        const { email, placedAt, ...card } = body;
        await goods.put(who.shop, 'orders', [{ card, email, placedAt }]);
        return { body };
      },
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/catalogue/orders/:number',
        summary: 'Removes an order.',
        access: 'settings',
        scope: 'catalogue:write',
        refusals: ['not_found'],
      },
      async ({ who, params }) =>
        (await goods.remove(who.shop, 'orders', params.number ?? '')) ? { body: undefined } : refuse('not_found'),
    ),
  ];
}

const toResource = ({ card, email, placedAt }: StoredOrder): Order => ({ ...card, email, placedAt });
