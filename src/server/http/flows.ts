import * as v from 'valibot';
import { Flow } from '../bot/flow.ts';
import type { Flows } from '../bot/flows.ts';
import { languageOf, type ShopFlows } from '../store/shop-flows.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

const FLOW_BYTES = 256 * 1024;

const FlowInUse = v.object({ language: v.string(), source: v.picklist(['built-in', 'shop']), flow: Flow });
type FlowInUse = v.InferOutput<typeof FlowInUse>;
const FlowList = v.object({ flows: v.array(FlowInUse) });

/** All that the bot says: the built-in words, or the shop's own in their place. */
export function flowRoutes({ flows, own }: { flows: Pick<Flows, 'builtIn'>; own: ShopFlows }): Route[] {
  const inUse = async (shop: string): Promise<FlowInUse[]> => {
    const written = (await own.list(shop)).map((flow): FlowInUse => toResource('shop', flow));
    const others = flows
      .builtIn()
      .map((flow) => toResource('built-in', flow))
      .filter(({ language }) => written.every((one) => one.language !== language));
    return [...written, ...others].sort((a, b) => (a.language < b.language ? -1 : 1));
  };

  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/flows',
        summary: 'What the bot says, one flow a language, and whether the shop has written it.',
        access: 'settings',
        scope: 'settings:read',
        answer: FlowList,
        refusals: [],
      },
      async ({ who }) => ({ body: { flows: await inUse(who.shop) } }),
    ),
    defineRoute(
      {
        method: 'put',
        path: '/api/v1/flows/:language',
        summary: "Puts the shop's own flow in place of the built-in one of this language, from the next message on.",
        access: 'settings',
        scope: 'settings:write',
        body: Flow,
        bodyBytes: FLOW_BYTES,
        answer: FlowInUse,
        refusals: [],
      },
      async ({ who, params, body }) => {
        if (languageOf(body.locale) !== params.language) return refuse('invalid', { detail: 'Wrong: locale.' });
        await own.save(who.shop, body);
        return { body: toResource('shop', body) };
      },
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/flows/:language',
        summary: "Removes the shop's own flow: the built-in one speaks again.",
        access: 'settings',
        scope: 'settings:write',
        refusals: ['not_found'],
      },
      async ({ who, params }) =>
        (await own.remove(who.shop, params.language ?? '')) ? { body: undefined } : refuse('not_found'),
    ),
  ];
}

const toResource = (source: FlowInUse['source'], flow: Flow): FlowInUse => ({
  language: languageOf(flow.locale),
  source,
  flow,
});
