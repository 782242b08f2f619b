import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type OptionRow, rowsOf } from '../../protocol/option-kinds.ts';
import { OptionsSchema, partsOf } from '../../protocol/option-schema.ts';
import { OPTION_TABLE, type OptionName } from '../../protocol/option-table.ts';
import { Appearance } from '../../protocol/settings.ts';
import type { Written } from '../written.ts';
import { checkOptions } from './check-options.ts';

const rows = Object.entries(OPTION_TABLE) as [OptionName, OptionRow][];
const Placement = v.object(partsOf(OPTION_TABLE.position.kind.fields));
const fields = rowsOf(OPTION_TABLE).filter(([name]) => name.includes('.'));

interface Samples {
  good: [written: unknown, read: unknown][];
  bad: unknown[];
}

/** Values at and beside the edges of a row. */
function samples(name: string, { kind }: OptionRow): Samples {
  switch (kind.is) {
    case 'text': {
      const filler = kind.pattern?.source.includes('https') ? 'https://a.example' : 'a';
      const longest = filler.padEnd(kind.maxLength, 'a');
      return {
        good: [filler, longest].map((text) => [text, text]),
        bad: [`${longest}a`, ...(kind.pattern ? ['no such thing', 'ä', 'a\nb'] : [])],
      };
    }
    case 'number':
      return {
        good: [0, kind.max, ...(kind.whole ? [] : [1.5])].flatMap((value): [unknown, unknown][] => [
          [value, value],
          [`${value}`, value],
        ]),
        bad: [-1, kind.max + 1, 'soon', ' ', Number.NaN, Number.POSITIVE_INFINITY, true, '1e1', {}],
      };
    case 'boolean':
      return {
        good: [true, false].flatMap((value): [unknown, unknown][] => [
          [value, value],
          [`${value}`, value],
        ]),
        bad: ['yes', 1, 'TRUE', {}],
      };
    case 'choice':
      return {
        good: kind.values.flatMap((value): [unknown, unknown][] => [
          [value, value],
          [`${value}`, value],
        ]),
        bad: ['other', -1, 4, `${kind.values[0]} `, true],
      };
    case 'country':
      return {
        good: [
          ['ca', 'CA'],
          ['CA', 'CA'],
          ['uk', 'GB'],
          ['UK', 'GB'],
        ],
        bad: ['CAN', 'C', 'C1', 1],
      };
    case 'locale':
      return {
        good: ['en', 'fr-CA', 'zh-Hant-TW'].map((tag) => [tag, tag]),
        bad: ['e', 'en_CA', 'en-', 'english words'],
      };
    case 'colour':
      return { good: [['#1F5b4c', '#1F5b4c']], bad: ['red', '#fff', '#1f5b4cc', 7] };
    case 'address':
      return {
        good: ['https://a.example/a.svg', 'http://a', '/logo.svg'].map((text) => [text, text]),
        bad: ['javascript:alert(1)', '//elsewhere.example/a.svg', 'logo.svg'],
      };
    case 'object':
      return { good: [[{}, {}]], bad: ['somewhere', 7, true, name === 'position' ? 'bottom' : '{}'] };
  }
}

describe('the options, held against the table', () => {
  it.each(rows)('[LO5] %s is read as its row says, and nothing else', (name, row) => {
    const { good, bad } = samples(name, row);
    for (const [written, read] of good) {
      const refused: string[] = [];
      expect(checkOptions({ [name]: written }, refused)[name], `${written}`).toEqual(read);
      expect(refused, `${written}`).toEqual([]);
    }
    for (const written of bad) {
      const refused: string[] = [];
      expect(checkOptions({ [name]: written }, refused)[name], `${written}`).toBe(row.default);
      expect(refused, `${written}`).toEqual([name]);
    }
  });

  it.each(fields)('[LO5] the field %s is read as its row says, and nothing else', (name, row) => {
    const path = name.split('.');
    const wrapped = (value: unknown): Written =>
      path.reduceRight((inner, field) => ({ [field]: inner }), value) as Written;
    const at = (value: unknown): unknown =>
      path.reduce((outer, field) => (outer as Written | undefined)?.[field], value);
    const { good, bad } = samples(name, row);
    for (const [written, read] of good) {
      const refused: string[] = [];
      expect(at(checkOptions(wrapped(written), refused)), `${written}`).toEqual(read);
      expect(refused, `${written}`).toEqual([]);
    }
    for (const written of bad) {
      const refused: string[] = [];
      expect(at(checkOptions(wrapped(written), refused)), `${written}`).toBeUndefined();
      expect(refused, `${written}`).toEqual([name]);
    }
  });

  it('[LO5] fills in the defaults, and what it reads passes the schema', () => {
    const read = checkOptions({ shop: 'demo', country: 'ca', cookieTTL: '30', position: 'top_left' }, []);
    expect(v.parse(OptionsSchema, read)).toEqual(read);
    for (const [name, row] of rows)
      if (row.default !== undefined && name !== 'cookieTTL') expect(read[name]).toBe(row.default);
  });

  it('[LO6] names an option that nobody knows, also inside of another', () => {
    const refused: string[] = [];
    checkOptions({ shop: 'demo', colour: 'red', appearance: { shadow: 1 }, position: { phone: { z: 1 } } }, refused);
    expect(refused).toEqual(['colour', 'appearance.shadow', 'position.phone.z']);
  });

  it.each([
    ['bottom_right', { corner: 'bottom-right' }],
    ['top-left', { corner: 'top-left' }],
    [
      { corner: 'bottom_left', x: '30' },
      { corner: 'bottom-left', x: 30 },
    ],
    [{ x: 0, y: 1000, phone: { x: 8, y: 8 }, zIndex: 2147483647, inline: '#chat' }, undefined],
  ])('[LO5] reads the position %j', (written, expected) => {
    const refused: string[] = [];
    const { position } = checkOptions({ position: written }, refused);
    expect(position).toEqual(expected ?? written);
    expect(refused).toEqual([]);
    expect(v.is(Placement, position)).toBe(true);
  });

  it.each([
    {
      accent: '#1F5b4c',
      theme: 'dark',
      radius: 0,
      launcher: 'text',
      launcherText: 'Ask us',
      title: 'Help',
      font: 'inherit',
    },
    { logo: 'https://shop.example/logo.svg', radius: 1.35 },
    { logo: '/logo.svg' },
  ])('[LO5] reads the appearance %j', (written) => {
    const refused: string[] = [];
    expect(checkOptions({ appearance: written }, refused).appearance).toEqual(written);
    expect(refused).toEqual([]);
    expect(v.is(v.partial(Appearance), written)).toBe(true);
  });

  it.each([
    ['position', { corner: 'middle' }],
    ['position', { x: 1001 }],
    ['position', { x: -1 }],
    ['position', { zIndex: 2147483648 }],
    ['appearance', { accent: 'red' }],
    ['appearance', { theme: 'blue' }],
    ['appearance', { radius: 3 }],
    ['appearance', { logo: 'javascript:alert(1)' }],
    ['appearance', { logo: '//elsewhere.example/a.svg' }],
    ['appearance', { launcherText: 'x'.repeat(41) }],
  ])('[LO6] refuses %s %j, as the schema does', (name, written) => {
    const refused: string[] = [];
    checkOptions({ [name]: written }, refused);
    expect(refused).toEqual([`${name}.${Object.keys(written)[0]}`]);
    const schema = name === 'position' ? Placement : v.partial(Appearance);
    expect(v.is(schema, written)).toBe(false);
  });
});
