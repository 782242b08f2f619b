import type { AddressGuard } from '../net/address-guard.ts';
import type { Store } from '../store/store.ts';
import { jobRoutes } from './jobs.ts';
import type { Route } from './route.ts';
import { webhookDeliveryRoutes } from './webhook-deliveries.ts';
import { webhookRoutes } from './webhooks.ts';

/** What a server does in the background, as a merchant can see and change it. */
export interface WorkParts {
  store: Pick<Store, 'jobs' | 'webhooks' | 'deliveries'>;
  work: {
    /** Which addresses an endpoint may have. */
    guard: Pick<AddressGuard, 'fault'>;
    /** The endpoints of a shop have changed. */
    webhooksChanged(shop: string): void;
    /** There are deliveries to send. */
    deliveriesPlanned(): void;
    /** There are jobs to run. */
    jobsRevived(): void;
  };
  now(): number;
}

export function workRoutes({ store, work, now }: WorkParts): Route[] {
  const { jobs, webhooks, deliveries } = store;
  return [
    ...webhookDeliveryRoutes({ webhooks, deliveries, planned: work.deliveriesPlanned }),
    ...webhookRoutes({ webhooks, guard: work.guard, changed: work.webhooksChanged, now }),
    ...jobRoutes({ jobs, revived: work.jobsRevived }),
  ];
}
