import type { GenericSchema } from 'valibot';
import { asJsonSchema } from '../../protocol/json-schema.ts';

export type Json = Record<string, unknown>;

/** The document says once which dialect its schemas speak; 3.1 has 2020-12 by default. */
export function withoutDialect(schema: GenericSchema): Json {
  const { $schema: _dialect, ...rest } = asJsonSchema(schema);
  return rest;
}
