import * as v from 'valibot';
import { BatchResult, Product, ProductBatch, ProductPage } from '../../protocol/rest-catalogue.ts';
import type { Goods } from '../store/goods.ts';
import { goodsPage } from './goods-page.ts';
import { PAGING } from './paging.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

const BATCH_BYTES = 4 * 1024 * 1024;
const PRODUCT_BYTES = 64 * 1024;

/** Products of the embedded catalogue, for shops without a platform of their own. */
export function productRoutes(goods: Goods): Route[] {
  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/catalogue/products',
        summary: 'All products, those that are not available too, in the order in which they were added.',
        access: 'settings',
        scope: 'catalogue:read',
        query: v.object(PAGING),
        answer: ProductPage,
        refusals: [],
      },
      async ({ who, query }) => {
        const { page, next } = await goodsPage(goods, who.shop, 'products', query);
        return { body: { products: page, ...(next && { next }) } };
      },
    ),
    defineRoute(
      {
        method: 'put',
        path: '/api/v1/catalogue/products',
        summary: 'Adds or replaces up to a thousand products by their ids, all or none; others stay as they are.',
        access: 'settings',
        scope: 'catalogue:write',
        body: ProductBatch,
        bodyBytes: BATCH_BYTES,
        answer: BatchResult,
        refusals: [],
      },
      async ({ who, body }) => ({ body: await goods.put(who.shop, 'products', body.products) }),
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/catalogue/products/:id',
        summary: 'One product.',
        access: 'settings',
        scope: 'catalogue:read',
        answer: Product,
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        const found = await goods.one(who.shop, 'products', params.id ?? '');
        return found ? { body: found } : refuse('not_found');
      },
    ),
    defineRoute(
      {
        method: 'put',
        path: '/api/v1/catalogue/products/:id',
        summary: 'Adds or replaces a product; the id of the body is that of the path.',
        access: 'settings',
        scope: 'catalogue:write',
        body: Product,
        bodyBytes: PRODUCT_BYTES,
        answer: Product,
        example: {
          id: 'mug-1',
          title: 'Mug',
          price: 24,
          currency: 'EUR',
          url: 'https://shop.example/mug',
          available: true,
        },
        refusals: [],
      },
      async ({ who, params, body }) => {
        if (body.id !== params.id) return refuse('invalid', { detail: 'Wrong: id.' });
        await goods.put(who.shop, 'products', [body]);
        return { body };
      },
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/catalogue/products/:id',
        summary: 'Removes a product.',
        access: 'settings',
        scope: 'catalogue:write',
        refusals: ['not_found'],
      },
      async ({ who, params }) =>
        (await goods.remove(who.shop, 'products', params.id ?? '')) ? { body: undefined } : refuse('not_found'),
    ),
  ];
}
