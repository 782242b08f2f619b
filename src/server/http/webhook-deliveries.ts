import * as v from 'valibot';
import {
  DeliveryList,
  type DeliveryView,
  Redeliver,
  Redelivered,
  TEST_EVENT,
  TestSent,
} from '../../protocol/rest-webhooks.ts';
import type { Deliveries, DeliveryRecord, Webhooks } from '../store/webhooks.ts';
import { momentOf, PAGING, pageOf } from './paging.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { newIdFrom } from './seeded-ids.ts';

const MANAGES = { tag: 'webhooks', access: 'settings', scope: 'webhooks:write' } as const;

const Query = v.object({
  webhook: v.optional(v.pipe(v.string(), v.maxLength(80))),
  state: v.optional(v.picklist(['waiting', 'delivered', 'dead'])),
  ...PAGING,
});

/** What is on its way to endpoints, what has arrived, and what was given up. */
export function webhookDeliveryRoutes(parts: {
  webhooks: Webhooks;
  deliveries: Pick<Deliveries, 'plan'>;
  /** There is something to send. */
  planned(): void;
}): Route[] {
  const { webhooks, deliveries, planned } = parts;

  return [
    defineRoute(
      {
        ...MANAGES,
        method: 'get',
        path: '/api/v1/webhooks/deliveries',
        summary: 'Deliveries, newest first; `state=dead` gives those that were given up.',
        query: Query,
        answer: DeliveryList,
        refusals: [],
      },
      async ({ who, query: { webhook, state, cursor, limit } }) => {
        const after = momentOf(cursor);
        const read = await webhooks.deliveries(who.shop, {
          ...(webhook !== undefined && { endpoint: webhook }),
          ...(state && { state }),
          ...(after && { after }),
          limit: limit + 1,
        });
        const { page, next } = pageOf(read, limit, (last) => [last.createdAt, last.id]);
        return { body: { deliveries: page.map(viewOf), ...(next && { next }) } };
      },
    ),
    defineRoute(
      {
        ...MANAGES,
        method: 'post',
        path: '/api/v1/webhooks/deliveries/redeliver',
        summary: 'Sends again all that was given up, or what was given up of one endpoint, with ten more tries each.',
        body: Redeliver,
        answer: Redelivered,
        example: {},
        refusals: [],
      },
      async ({ who, body }) => {
        const which = { dead: true, ...(body.webhook !== undefined && { endpoint: body.webhook }) } as const;
        const count = await webhooks.redeliver(who.shop, which);
        if (count > 0) planned();
        return { body: { deliveries: count } };
      },
    ),
    defineRoute(
      {
        ...MANAGES,
        method: 'post',
        path: '/api/v1/webhooks/deliveries/:id/redeliver',
        summary: 'Sends one delivery again, whether it had arrived or was given up.',
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        if ((await webhooks.redeliver(who.shop, { id: params.id ?? '' })) === 0) return refuse('not_found');
        planned();
        return { body: undefined };
      },
    ),
    defineRoute(
      {
        ...MANAGES,
        method: 'post',
        path: '/api/v1/webhooks/:id/test',
        summary: 'Sends a `webhook.test` to an enabled endpoint. What came of it stands among the deliveries.',
        answer: TestSent,
        refusals: ['not_found'],
      },
      async ({ who, params, seed }) => {
        const delivery = newIdFrom(seed, 'msg_');
        const place = { shop: who.shop, endpoint: params.id ?? '', conversation: '', seq: 0 };
        if ((await deliveries.plan([{ ...place, id: delivery, event: TEST_EVENT }])) === 0) return refuse('not_found');
        planned();
        return { body: { delivery } };
      },
    ),
  ];
}

function viewOf({ shop: _shop, endpoint, conversation, seq, ...delivery }: DeliveryRecord): DeliveryView {
  return { ...delivery, webhook: endpoint, ...(conversation !== '' && { conversation, position: seq }) };
}
