import type { KeyRing } from '../auth/api-keys.ts';
import type { Flows } from '../bot/flows.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { DescribeRows } from '../gateway/rows.ts';
import type { Store } from '../store/store.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { cannedRoutes } from './canned-responses.ts';
import { discountRoutes } from './catalogue-discounts.ts';
import { orderRoutes } from './catalogue-orders.ts';
import { productRoutes } from './catalogue-products.ts';
import { conversationCommandRoutes } from './conversation-commands.ts';
import { departmentRoutes } from './departments.ts';
import { exportRoutes } from './exports.ts';
import { flowRoutes } from './flows.ts';
import type { Route } from './route.ts';
import { settingsRoutes } from './settings.ts';
import { visitorRoutes } from './visitors.ts';

export interface RestParts {
  store: Pick<
    Store,
    'apiKeys' | 'canned' | 'folders' | 'goods' | 'listing' | 'log' | 'people' | 'search' | 'shopFlows' | 'shops'
  >;
  keys: KeyRing;
  conversations: Conversations;
  describeRows: DescribeRows;
  flows: Pick<Flows, 'builtIn'>;
  /** Tells open lists that a row reads differently now. */
  rowChanged(shop: string, conversation: string): void;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** What merchants' servers manage, and the inbox's settings with them. */
export function restRoutes(parts: RestParts): Route[] {
  const { store, conversations, describeRows } = parts;
  const { people, shops, listing, goods, folders, search, log } = store;
  return [
    ...apiKeyRoutes({ keys: parts.keys, store: store.apiKeys }),
    ...conversationCommandRoutes({ people, conversations }),
    ...visitorRoutes({ people, listing, folders, search, describeRows, rowChanged: parts.rowChanged }),
    ...cannedRoutes({ canned: store.canned, shops, now: parts.now }),
    ...departmentRoutes({ shops, listing }),
    ...productRoutes(goods),
    ...orderRoutes(goods),
    ...discountRoutes(goods),
    ...settingsRoutes(shops),
    ...flowRoutes({ flows: parts.flows, own: store.shopFlows }),
    ...exportRoutes({ listing, folders, log }),
  ];
}
