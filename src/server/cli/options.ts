import { type ParseArgsConfig, parseArgs } from 'node:util';
import * as v from 'valibot';
import { UsageError } from './command.ts';

/** Options and words of a command line. @throws UsageError for what is unknown or lacks its value */
export function readOptions<const O extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0], { cause: error });
  }
}

/** One checked value. @throws UsageError naming the option and what it may hold */
export function checked<S extends v.GenericSchema<string | undefined, unknown>>(
  name: string,
  schema: S,
  value: string | undefined,
  may: string,
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  throw new UsageError(value === undefined ? `${name} is missing: ${may}` : `${name} must be ${may}`);
}
