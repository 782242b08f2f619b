import * as v from 'valibot';
import { AgentList, DepartmentList, DiscountList, ProductList } from '../../protocol/rest.ts';
import { may } from '../auth/permissions.ts';
import type { Commerce } from '../commerce/commerce.ts';
import type { People } from '../store/people.ts';
import type { Shops } from '../store/shops.ts';
import { defineRoute, type Route } from './route.ts';

const Query = v.object({ query: v.optional(v.pipe(v.string(), v.maxLength(200)), '') });
const PRODUCTS = 20;
const AGENTS = 50;

/** What an agent looks up while answering. */
export function lookupRoutes({
  people,
  shops,
  commerce,
}: {
  people: People;
  shops: Shops;
  commerce: Commerce;
}): Route[] {
  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/agents',
        scope: 'conversations:read',
        summary: 'Colleagues whose name or email has every word of the query.',
        access: 'chat',
        query: Query,
        answer: AgentList,
        refusals: ['invalid', 'unauthorised', 'forbidden'],
      },
      async ({ who, query }) => {
        const words = query.query.toLowerCase().split(/\s+/).filter(Boolean);
        const agents = (await people.agents(who.shop))
          .filter(({ name, email }) => words.every((word) => `${name} ${email}`.toLowerCase().includes(word)))
          .sort((a, b) => a.name.localeCompare(b.name))
          .slice(0, AGENTS)
          .map((agent) => ({
            id: agent.id,
            name: agent.name,
            ...(agent.avatar && { avatar: agent.avatar }),
            email: agent.email,
            assignable: may(agent, 'chat'),
          }));
        return { body: { agents } };
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/products',
        scope: 'catalogue:read',
        summary: 'Products that are available online.',
        access: 'chat',
        query: Query,
        answer: ProductList,
        refusals: ['invalid', 'unauthorised', 'forbidden'],
      },
      async ({ who, query }) => ({
        body: { products: await commerce.searchProducts(who.shop, query.query, PRODUCTS) },
      }),
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/discounts',
        scope: 'catalogue:read',
        summary: 'Discount codes that exist.',
        access: 'chat',
        answer: DiscountList,
        refusals: ['unauthorised', 'forbidden'],
      },
      async ({ who }) => ({ body: { discounts: await commerce.discounts(who.shop) } }),
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/departments',
        scope: 'settings:read',
        summary: 'Departments of the shop.',
        access: 'chat',
        answer: DepartmentList,
        refusals: ['unauthorised', 'forbidden'],
      },
      async ({ who }) => ({ body: { departments: (await shops.shop(who.shop))?.departments ?? [] } }),
    ),
  ];
}
