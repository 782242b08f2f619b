import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { Cart } from './cart.ts';
import { CLOSE_CODES, FINAL_CLOSE_CODES } from './close-codes.ts';
import { VisitorCommand } from './commands.ts';
import { EntryBody } from './entries.ts';
import { ERROR_CODES } from './error-codes.ts';
import { protocolJsonSchemas } from './json-schema.ts';
import { LIMITS } from './limits.ts';
import { OptionsSchema } from './option-schema.ts';
import { OPTION_TABLE } from './option-table.ts';
import type { Options, OptionsInput } from './options.ts';
import { optionsPage } from './options-page.ts';
import { Email, Text } from './primitives.ts';
import { VISIBILITY } from './visibility.ts';

const accepts = (schema: v.GenericSchema, value: unknown): boolean => v.safeParse(schema, value).success;

describe('protocol', () => {
  it('[PR1] takes text of up to 4,000 UTF-16 units as it is, and refuses what no store gives back whole', () => {
    for (const text of ['\nlead and trail ', '👩‍👩‍👧‍👦', 'שלום\u202e', 'a\u0001b', 'x'.repeat(LIMITS.textLength)]) {
      expect(v.parse(Text, text)).toBe(text);
    }
    for (const text of ['', 'x'.repeat(LIMITS.textLength + 1), 'a\0b', '\ud83d', '\ude00x', 7]) {
      expect(accepts(Text, text)).toBe(false);
    }
  });

  it('[PR2] refuses a command whose id is no UUID or whose kind is unknown', () => {
    const good = { type: 'message.send', id: crypto.randomUUID(), content: { type: 'text', text: 'Hi' } };
    expect(accepts(VisitorCommand, good)).toBe(true);
    expect(accepts(VisitorCommand, { ...good, id: '1' })).toBe(false);
    expect(accepts(VisitorCommand, { ...good, type: 'message.shout' })).toBe(false);
    expect(accepts(VisitorCommand, { ...good, content: { type: 'image', file: 'f_0123456789abcdef' } })).toBe(false);
  });

  it('[PR3] drops fields that it does not know, so that the wire can grow', () => {
    const hello = { type: 'email.decline', id: crypto.randomUUID(), mood: 'sunny' };
    expect(v.parse(VisitorCommand, hello)).not.toHaveProperty('mood');
  });

  it('[PR4] gives every kind of entry a visibility, and no other', () => {
    const kinds = EntryBody.options.map((option) => option.entries.kind.literal);
    expect(Object.keys(VISIBILITY).toSorted()).toEqual(kinds.toSorted());
  });

  it('[PR5] makes close codes of 4000 and the HTTP status, apart from 1012', () => {
    const codes = Object.values(CLOSE_CODES).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => code < 4400 || code > 4599)).toEqual([1012]);
    const final = Object.values(CLOSE_CODES).flatMap(({ code, reconnect }) => (reconnect ? [] : [code]));
    expect(FINAL_CLOSE_CODES).toEqual(final);
  });

  it('[PR6] says of each refusal whether another try can help', () => {
    const again = Object.entries(ERROR_CODES).flatMap(([code, { retry }]) => (retry ? [code] : []));
    expect(again).toEqual(['changed', 'in_progress', 'too_fast', 'server_error', 'busy']);
  });

  it('[PR7] turns every message of the wire into JSON Schema', () => {
    for (const [name, schema] of Object.entries(protocolJsonSchemas())) {
      expect(schema, name).toHaveProperty('$schema');
    }
  });

  it('[PR8] knows an address from a sentence', () => {
    for (const email of ['ines@example.com', 'a+b@sub.example.co.uk', 'ä@exämple.de'])
      expect(accepts(Email, email)).toBe(true);
    for (const email of ['ines', 'ines@', '@example.com', 'a b@example.com', 'a@b', 'a@b..c', 'a@b.c\nBcc: x@y.z']) {
      expect(accepts(Email, email), email).toBe(false);
    }
  });

  it('[PR9] takes a cart only when its lines differ and its numbers are numbers', () => {
    const line = { id: 'mug', name: 'Mug', quantity: 1, price: 24 };
    const cart = { currency: 'EUR', subtotal: 24, lines: [line] };
    expect(accepts(Cart, cart)).toBe(true);
    expect(accepts(Cart, { ...cart, lines: [line, line] })).toBe(false);
    expect(accepts(Cart, { ...cart, subtotal: Number.NaN })).toBe(false);
    expect(accepts(Cart, { ...cart, lines: [{ ...line, url: 'javascript:alert(1)' }] })).toBe(false);
  });

  it('[OT1] has one row in the option table for every option', () => {
    expect(Object.keys(OPTION_TABLE)).toEqual(Object.keys(OptionsSchema.entries));
  });

  it('[OT2] fills in the defaults that the table names', () => {
    const parsed: Record<string, unknown> = v.parse(OptionsSchema, { shop: 'demo' });
    for (const [name, row] of Object.entries(OPTION_TABLE)) {
      expect(parsed[name], name).toBe(name === 'shop' ? 'demo' : 'default' in row ? row.default : undefined);
    }
  });

  it('[OT4] has types that say what the schema made of the table takes and gives', () => {
    expectTypeOf<v.InferOutput<typeof OptionsSchema>>().toExtend<Options>();
    expectTypeOf<Options>().toExtend<v.InferOutput<typeof OptionsSchema>>();
    expectTypeOf<OptionsInput>().toExtend<v.InferInput<typeof OptionsSchema>>();
    expectTypeOf<NonNullable<OptionsInput['widgetState']>>().toEqualTypeOf<'welcome' | 'chat' | 'close'>();
    expectTypeOf<Options['cookieTTL']>().toEqualTypeOf<number>();
    expectTypeOf<NonNullable<OptionsInput['appearance']>['theme']>().toEqualTypeOf<
      'light' | 'dark' | 'auto' | undefined
    >();
    const everything = {
      shop: 'demo',
      position: { corner: 'top-left', phone: { x: 1 } },
      appearance: { theme: 'dark' },
      cookieConsent: 3,
    } as const satisfies OptionsInput;
    expect(v.parse(OptionsSchema, everything)).toMatchObject(everything);
  });

  it('[OT3] keeps docs/options.md in step with the table', () => {
    expect(readFileSync(new URL('../../docs/options.md', import.meta.url), 'utf8')).toBe(optionsPage());
  });
});
