import type { Columns } from '../tables.ts';
import type { DeliveryRecord, DeliveryState, WebhookChange, WebhookEndpoint } from '../webhooks.ts';

export function toEndpoint(columns: Columns<'webhook_endpoints'>): WebhookEndpoint {
  const { previous_secret: secret, previous_until: until } = columns;
  return {
    shop: columns.shop,
    id: columns.id,
    url: columns.url,
    events: JSON.parse(columns.events) as string[],
    ...(columns.description !== null && { description: columns.description }),
    enabled: columns.enabled === 1,
    ...(columns.disabled_because !== null && { disabledBecause: columns.disabled_because as 'gone' }),
    createdAt: columns.created_at,
    secret: columns.secret,
    ...(secret !== null && until !== null && { previous: { secret, until } }),
    ...(columns.failing_since !== null && { failingSince: columns.failing_since }),
  };
}

export function toEndpointColumns(endpoint: WebhookEndpoint): Columns<'webhook_endpoints'> {
  return {
    shop: endpoint.shop,
    id: endpoint.id,
    url: endpoint.url,
    events: JSON.stringify(endpoint.events),
    description: endpoint.description ?? null,
    enabled: endpoint.enabled ? 1 : 0,
    disabled_because: endpoint.disabledBecause ?? null,
    created_at: endpoint.createdAt,
    secret: endpoint.secret,
    previous_secret: endpoint.previous?.secret ?? null,
    previous_until: endpoint.previous?.until ?? null,
    failing_since: endpoint.failingSince ?? null,
  };
}

export function toChangedColumns(change: WebhookChange): Partial<Columns<'webhook_endpoints'>> {
  const { url, events, description, enabled, disabledBecause, secret, previous } = change;
  return {
    ...(url !== undefined && { url }),
    ...(events && { events: JSON.stringify(events) }),
    ...(description !== undefined && { description }),
    ...(enabled !== undefined && { enabled: enabled ? 1 : 0 }),
    ...(disabledBecause !== undefined && { disabled_because: disabledBecause }),
    ...(secret !== undefined && { secret }),
    ...(previous && { previous_secret: previous.secret, previous_until: previous.until }),
    // Another address, or another try: what went wrong before says nothing of it.
    ...((url !== undefined || enabled) && { failing_since: null }),
  };
}

export function toRecord(columns: Columns<'webhook_deliveries'>): DeliveryRecord {
  return {
    shop: columns.shop,
    id: columns.id,
    endpoint: columns.endpoint,
    conversation: columns.conversation,
    seq: columns.seq,
    event: columns.event,
    state: columns.state as DeliveryState,
    attempts: columns.attempt,
    createdAt: columns.created_at,
    ...(columns.tried_at !== null && { triedAt: columns.tried_at }),
    ...(columns.state === 'waiting' && { nextAt: columns.run_at }),
    ...(columns.status !== null && { status: columns.status }),
    ...(columns.reason !== null && { reason: columns.reason }),
  };
}
