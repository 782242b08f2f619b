import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { AgentCommand, VisitorCommand } from './commands.ts';
import { EntryBody, WireStamp } from './entries.ts';
import {
  AgentHello,
  AgentServerFrame,
  AgentSignal,
  VisitorHello,
  VisitorServerFrame,
  VisitorSignal,
} from './frames.ts';
import { OptionsSchema } from './option-schema.ts';

const SCHEMAS = {
  Options: OptionsSchema,
  VisitorHello,
  VisitorCommand,
  VisitorSignal,
  VisitorServerFrame,
  AgentHello,
  AgentCommand,
  AgentSignal,
  AgentServerFrame,
  EntryStamp: WireStamp,
  EntryBody,
} satisfies Record<string, GenericSchema>;

export type ProtocolSchemaName = keyof typeof SCHEMAS;

/**
 * One schema as JSON Schema (draft 2020-12). Checks that JSON Schema has no words for (storable text, unique cart
 * lines) are left out: the server still makes them.
 */
export function asJsonSchema(schema: GenericSchema): Record<string, unknown> {
  return { ...toJsonSchema(schema, { errorMode: 'ignore', target: 'draft-2020-12' }) };
}

/** Every message of the wire and the options of the page, by name. */
export function protocolJsonSchemas(): Record<ProtocolSchemaName, Record<string, unknown>> {
  const entries = Object.entries(SCHEMAS).map(([name, schema]) => [name, asJsonSchema(schema)]);
  return Object.fromEntries(entries) as Record<ProtocolSchemaName, Record<string, unknown>>;
}
