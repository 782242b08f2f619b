import { readdirSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { WIDGET_LANGUAGES } from '../../protocol/languages.ts';
import { rowsOf } from '../../protocol/option-kinds.ts';
import { OptionsSchema } from '../../protocol/option-schema.ts';
import { OPTION_TABLE, SHOP_OPTIONS } from '../../protocol/option-table.ts';
import { SettingsPatch, type SettingsResource } from '../../protocol/rest-settings.ts';
import { Appearance } from '../../protocol/settings.ts';
import { contrast } from '../../ui/contrast.ts';
import { changesOf, draftOf, FIELD_ROWS, isAllowed, optionsOf, patchOf } from './draft.ts';
import { optionText } from './option-text.ts';

const SETTINGS: SettingsResource = {
  shop: 'demo',
  name: 'Hazel & Hem',
  origins: [],
  locale: 'en',
  currency: 'EUR',
  transfer: 'always',
  askEmail: 'handoff',
  departments: [],
  appearance: { ...v.parse(Appearance, {}), title: 'Ask us' },
  widget: { closeDelay: 5, minimizable: false, position: { corner: 'top-left', phone: { x: 4 } } },
  welcome: { en: 'Hello', fr: 'Bonjour' },
};

describe('the settings page', () => {
  it('[IN67] has a field for every option that a shop can set, and every field has its words', () => {
    const settable = rowsOf({ appearance: OPTION_TABLE.appearance, ...SHOP_OPTIONS })
      .filter(([name, { kind }]) => kind.is !== 'object' && name !== 'position.inline')
      .map(([name]) => name);
    expect(FIELD_ROWS.map(([name]) => name).sort()).toEqual(settable.sort());
    expect(SHOP_OPTIONS).not.toHaveProperty('cookieConsent');
    for (const [name, { kind }] of FIELD_ROWS) {
      expect(optionText(name), name).toBeDefined();
      const values = kind.is === 'choice' ? kind.values : [];
      for (const value of values) expect(optionText(`${name}.${value}`), `${name}.${value}`).toBeDefined();
    }
  });

  it('[IN67] offers a greeting in every language that the widget speaks', () => {
    const files = readdirSync(new URL('../../widget/locales', import.meta.url));
    expect(files.map((file) => file.replace('.json', '')).sort()).toEqual([...WIDGET_LANGUAGES].sort());
  });

  it('[IN67] sends what the schema takes, field by field, and takes away what was emptied', () => {
    const draft = { ...draftOf(SETTINGS), 'appearance.title': undefined, 'position.x': 12, 'welcome.fr': undefined };
    const patch = patchOf(draft);
    expect(v.parse(SettingsPatch, patch)).toEqual(patch);
    expect(patch).toMatchObject({
      appearance: { title: null, theme: 'auto' },
      widget: { closeDelay: 5, minimizable: false, position: { corner: 'top-left', x: 12, phone: { x: 4 } } },
      welcome: { en: 'Hello' },
    });
    expect(changesOf(draftOf(SETTINGS), draft)).toBe(3);
    expect(changesOf(draftOf(SETTINGS), draftOf(SETTINGS))).toBe(0);
  });

  it('[IN67] shows in the preview what would be published, as options of a page', () => {
    const options = optionsOf(draftOf(SETTINGS), 'demo', 'fr');
    expect(options).toMatchObject({ welcomeMessage: 'Bonjour', minimizable: false, appearance: { title: 'Ask us' } });
    expect(v.is(OptionsSchema, options)).toBe(true);
  });

  it('[IN67] knows what the table allows', () => {
    expect(isAllowed(OPTION_TABLE.closeDelay.kind, 86_400)).toBe(true);
    for (const value of [86_401, -1, 'soon']) expect(isAllowed(OPTION_TABLE.closeDelay.kind, value)).toBe(false);
    const { zIndex } = OPTION_TABLE.position.kind.fields;
    expect([isAllowed(zIndex.kind, 7), isAllowed(zIndex.kind, 7.5)]).toEqual([true, false]);
    const { logo } = OPTION_TABLE.appearance.kind.fields;
    expect([isAllowed(logo.kind, '/a.svg'), isAllowed(logo.kind, 'javascript:1')]).toEqual([true, false]);
  });

  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#1f5b4c', '#ffffff', 7.9],
  ])('[IN61] computes the contrast of %s and %s', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 1);
  });
});
