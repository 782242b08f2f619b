import * as v from 'valibot';
import { Timestamp } from './primitives.ts';

/** `POST /api/v1/shop/identity-secret`: the text whose bytes sign `clientToken`s from now on. */
export const IdentitySecret = v.object({ secret: v.string(), createdAt: Timestamp });
export type IdentitySecret = v.InferOutput<typeof IdentitySecret>;
