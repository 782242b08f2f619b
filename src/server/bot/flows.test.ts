import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emailWordsFor } from '../channels/email-words.ts';
import en from './flows/en.json' with { type: 'json' };
import { createFlows } from './flows.ts';
import { greetingContents } from './greeting.ts';

describe('flows', () => {
  const flows = createFlows();

  it('[BO10] speaks the shopper’s language, and English where it has no words', () => {
    expect(flows.flowFor({ locale: 'fr-CA' }).locale).toBe('fr');
    expect(flows.flowFor({ locale: 'DE' }).locale).toBe('de');
    expect(flows.flowFor({ locale: 'zh-TW' }).locale).toBe('zh-Hans');
    expect(flows.flowFor({ locale: 'nn' }).locale).toBe('nb');
    expect(flows.flowFor({ locale: 'uk' }).locale).toBe('en');
    expect(flows.flowFor({ locale: '' }).locale).toBe('en');
  });

  it('[LA7] speaks every language of the widget, and so do emails', () => {
    const files = globSync('*.json', { cwd: new URL('../../widget/locales/', import.meta.url) });
    const tags = files.map((file) => file.replace('.json', '')).sort();
    expect(
      flows
        .builtIn()
        .map(({ locale }) => locale)
        .sort(),
    ).toEqual(tags);
    const english = emailWordsFor('en');
    for (const tag of tags) if (tag !== 'en') expect(emailWordsFor(tag), tag).not.toEqual(english);
    expect(emailWordsFor('uk')).toEqual(english);
  });

  it('[BO11] greets with the shop’s name and quick replies; a name is only a name', () => {
    const contents = greetingContents(flows.flowFor({ locale: 'en' }), 'Cash $& Carry {number}');
    expect(contents[0]).toMatchObject({ type: 'text', text: expect.stringContaining('Cash $& Carry {number}') });
    expect(contents.at(-1)).toMatchObject({ type: 'choices' });
    expect(contents.at(-1)).toMatchObject({ choices: [{}, {}, {}, { value: 'handoff', label: 'Talk to a person' }] });
  });

  it('[BO12] enters by the flow that the page names, arguments aside; an unknown name changes nothing', () => {
    const plain = flows.flowFor({ locale: 'en' });
    const entered = flows.flowFor({ locale: 'en', flowRef: 'returns::summer' });
    expect(entered.greeting.messages).not.toEqual(plain.greeting.messages);
    expect(entered.greeting.choices.map(({ value }) => value)).toEqual(['returns', 'order_status', 'handoff']);
    expect(flows.flowFor({ locale: 'en', flowRef: 'nothing-like-it' })).toEqual(plain);
  });

  it('[BO13] refuses a flow that lacks a line or offers a choice that it does not have', () => {
    const { fallback: _, ...lines } = en.lines;
    expect(() => createFlows([{ ...en, lines }])).toThrow(/fallback/);
    expect(() => createFlows([{ ...en, entrances: { X: { messages: ['Hi'], choices: ['nope'] } } }])).toThrow(
      /entrance/,
    );
  });
});
