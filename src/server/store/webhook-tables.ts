/** Where a shop's own server wants to be told. */
export interface WebhookEndpointTable {
  shop: string;
  id: string;
  url: string;
  /** JSON of the kinds. */
  events: string;
  description: string | null;
  enabled: number;
  disabled_because: string | null;
  created_at: number;
  secret: string;
  previous_secret: string | null;
  previous_until: number | null;
  failing_since: number | null;
}

/** One entry on its way to one endpoint. */
export interface WebhookDeliveryTable {
  shop: string;
  id: string;
  endpoint: string;
  conversation: string;
  seq: number;
  event: string;
  /** `waiting`, `delivered` or `dead`. */
  state: string;
  created_at: number;
  run_at: number;
  attempt: number;
  lease: string | null;
  lease_until: number | null;
  tried_at: number | null;
  status: number | null;
  reason: string | null;
}
