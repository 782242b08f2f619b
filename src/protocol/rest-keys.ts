import * as v from 'valibot';
import { AgentId, ShortText, Timestamp } from './primitives.ts';
import { SCOPE_NAMES } from './scopes.ts';

export const ApiKeyScopes = v.pipe(
  v.array(v.picklist(SCOPE_NAMES)),
  v.minLength(1),
  v.maxLength(SCOPE_NAMES.length),
  v.transform((scopes) => [...new Set(scopes)]),
);

/** `POST /api/v1/api-keys`. */
export const NewApiKey = v.object({ name: ShortText, scopes: ApiKeyScopes });
export type NewApiKey = v.InferOutput<typeof NewApiKey>;

export const ApiKey = v.object({
  id: v.string(),
  name: ShortText,
  scopes: v.array(v.picklist(SCOPE_NAMES)),
  createdAt: Timestamp,
  createdBy: AgentId,
  /** To the hour. */
  lastUsedAt: v.optional(Timestamp),
});
export type ApiKey = v.InferOutput<typeof ApiKey>;

/** `secret` is what a server sends as `Authorization: Bearer …`; it is shown here and never again. */
export const MadeApiKey = v.object({ key: ApiKey, secret: v.string() });
export type MadeApiKey = v.InferOutput<typeof MadeApiKey>;

export const ApiKeyList = v.object({ keys: v.array(ApiKey) });
export type ApiKeyList = v.InferOutput<typeof ApiKeyList>;
