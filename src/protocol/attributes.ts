import * as v from 'valibot';
import { textUpTo } from './primitives.ts';

const ATTRIBUTES = 50;

/** What a shop knows of a visitor in its own words: at most fifty names with short values. */
export const Attributes = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[\w.-]{1,60}$/)),
    v.union([textUpTo(500), v.pipe(v.number(), v.finite()), v.boolean()]),
  ),
  v.check((attributes) => Object.keys(attributes).length <= ATTRIBUTES, 'too_many'),
);
export type Attributes = v.InferOutput<typeof Attributes>;
