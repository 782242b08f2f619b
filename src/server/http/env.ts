import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { ErrorCode } from '../../protocol/error-codes.ts';
import type { SignedIn } from '../auth/agent-sessions.ts';
import type { KeyCaller } from '../auth/caller.ts';
import { type Arrival, arrivalBy } from './origins.ts';

/** What hono carries through a request. */
export interface Env {
  Bindings: HttpBindings;
  Variables: {
    signedIn?: SignedIn;
    /** Set instead of `signedIn` when an API key asks. */
    apiKey?: KeyCaller;
    /** Why the request was refused. */
    refused?: ErrorCode;
  };
}

/** How a request that hono carries came to us. */
export const arrivalOf = (c: Context<Env>): Arrival => arrivalBy(c.env.incoming);
