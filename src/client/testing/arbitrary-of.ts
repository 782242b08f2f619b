import fc from 'fast-check';
import * as v from 'valibot';

/** The parts of valibot's schemas that the protocol uses. */
interface Schema {
  type: string;
  entries?: Record<string, Schema>;
  options?: readonly unknown[];
  literal?: unknown;
  wrapped?: Schema;
  item?: Schema;
  key?: Schema;
  value?: Schema;
  pipe?: readonly { type: string; requirement?: unknown }[];
}

/** Values that a schema allows; what its pipe demands beyond the basic form is met by filtering. */
export function arbitraryOf(schema: v.GenericSchema): fc.Arbitrary<unknown> {
  return build(schema as unknown as Schema);
}

function build(schema: Schema): fc.Arbitrary<unknown> {
  const allowed = (value: unknown): boolean => v.is(schema as unknown as v.GenericSchema, value);
  switch (schema.type) {
    case 'literal':
      return fc.constant(schema.literal);
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.oneof(fc.nat(5), fc.nat(), fc.double({ noNaN: true, min: 0, max: 1e6 })).filter(allowed);
    case 'string':
      return text(schema).filter(allowed);
    case 'picklist':
      return fc.constantFrom(...(schema.options ?? []));
    case 'optional':
      return fc.option(build(schema.wrapped as Schema), { nil: undefined });
    case 'array':
      return fc.array(build(schema.item as Schema), { minLength: 1, maxLength: 2 }).filter(allowed);
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(schema.entries ?? {}).map(([name, field]) => [name, build(field)])),
      );
    case 'record':
      return fc.dictionary(text(schema.key as Schema), build(schema.value as Schema), { maxKeys: 3 }).filter(allowed);
    case 'union':
    case 'variant':
      return fc.oneof(...(schema.options as Schema[]).map(build));
    case 'intersect':
      return fc.tuple(...(schema.options as Schema[]).map(build)).map((parts) => Object.assign({}, ...parts));
    default:
      throw new Error(`No arbitrary is made of "${schema.type}" yet.`);
  }
}

function text(schema: Schema): fc.Arbitrary<string> {
  const steps = schema.pipe ?? [];
  if (steps.some((step) => step.type === 'uuid')) return fc.uuid();
  const pattern = steps.find((step) => step.type === 'regex')?.requirement as RegExp | undefined;
  // fast-check cannot make strings of Unicode classes; the one pattern that has them is the email address.
  if (pattern?.unicode) return fc.constant('ada@example.com');
  if (pattern && /\(\?!/.test(pattern.source)) return fc.constantFrom('/a.png', 'https://cdn.example.com/a.png');
  return pattern ? fc.stringMatching(new RegExp(pattern.source)) : fc.string({ minLength: 1, maxLength: 12 });
}
