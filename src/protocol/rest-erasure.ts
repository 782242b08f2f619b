import * as v from 'valibot';
import { Timestamp } from './primitives.ts';

/** `DELETE /api/v1/visitors/:id`: what was erased, in numbers. */
export const ErasureResource = v.object({
  at: Timestamp,
  /** `operator` at the command line, `agent:<id>` or `key:<id>`. */
  by: v.string(),
  /** What the person was named by. */
  named: v.picklist(['visitor', 'email', 'clientId']),
  visitors: v.number(),
  conversations: v.number(),
  entries: v.number(),
  files: v.number(),
});
export type ErasureResource = v.InferOutput<typeof ErasureResource>;

/** `GET /api/v1/erasures`: newest first, at most 100. */
export const ErasureList = v.object({ erasures: v.array(ErasureResource) });
export type ErasureList = v.InferOutput<typeof ErasureList>;
