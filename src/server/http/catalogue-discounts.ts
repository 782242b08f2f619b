import * as v from 'valibot';
import { DiscountCode, DiscountPage } from '../../protocol/rest-catalogue.ts';
import { type Goods, goodsKey } from '../store/goods.ts';
import { goodsPage } from './goods-page.ts';
import { PAGING } from './paging.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

/** Discount codes of the embedded catalogue; a code is one in any case. */
export function discountRoutes(goods: Goods): Route[] {
  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/catalogue/discounts',
        summary: 'Discount codes in the order in which they were added.',
        access: 'settings',
        scope: 'catalogue:read',
        query: v.object(PAGING),
        answer: DiscountPage,
        refusals: [],
      },
      async ({ who, query }) => {
        const { page, next } = await goodsPage(goods, who.shop, 'discounts', query);
        return { body: { discounts: page, ...(next && { next }) } };
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/catalogue/discounts/:code',
        summary: 'One discount code.',
        access: 'settings',
        scope: 'catalogue:read',
        answer: DiscountCode,
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        const found = await goods.one(who.shop, 'discounts', params.code ?? '');
        return found ? { body: found } : refuse('not_found');
      },
    ),
    defineRoute(
      {
        method: 'put',
        path: '/api/v1/catalogue/discounts/:code',
        summary:
          'Adds or replaces a discount code; the code of the body is that of the path, and is shown as written there.',
        access: 'settings',
        scope: 'catalogue:write',
        body: DiscountCode,
        answer: DiscountCode,
        example: { code: 'WELCOME10', percent: 10, label: 'Welcome' },
        refusals: [],
      },
      async ({ who, params, body }) => {
        if (goodsKey('discounts', body.code) !== goodsKey('discounts', params.code ?? '')) {
          return refuse('invalid', { detail: 'Wrong: code.' });
        }
        await goods.put(who.shop, 'discounts', [body]);
        return { body };
      },
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/catalogue/discounts/:code',
        summary: 'Removes a discount code; what was given away is applied no more.',
        access: 'settings',
        scope: 'catalogue:write',
        refusals: ['not_found'],
      },
      async ({ who, params }) =>
        (await goods.remove(who.shop, 'discounts', params.code ?? '')) ? { body: undefined } : refuse('not_found'),
    ),
  ];
}
