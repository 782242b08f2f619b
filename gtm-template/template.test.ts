import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { OptionRow } from '../src/protocol/option-kinds.ts';
import { OPTION_TABLE, type OptionName } from '../src/protocol/option-table.ts';
import { withFields, withOrigin } from './build.ts';
import { upTo, WITHOUT_FIELD } from './parameters.ts';
import { fields, parseScenarios, parseTemplate, SECTIONS } from './parse.ts';
import { runScenario } from './run-scenario.ts';
import { createApis, createPage, type FakePage, NEEDS, runTag } from './sandbox.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const source = read('template.tpl');
const template = parseTemplate(source);
const code = template.text.SANDBOXED_JS_FOR_WEB_TEMPLATE;
const names = fields(template.parameters).map(({ name }) => name);
const { scenarios, setup } = parseScenarios(template.text.TESTS);
const ORIGIN = 'https://chat.example.com';

/** Fires the tag on a page with nothing mocked. */
function fire(data: Record<string, unknown>, page: FakePage = createPage(), permissions = template.permissions) {
  const ends: string[] = [];
  const callbacks = { gtmOnSuccess: () => ends.push('success'), gtmOnFailure: () => ends.push('failure') };
  runTag(code, { ...data, ...callbacks }, createApis(page, permissions));
  const chat = page.window.Shopbell as { q?: unknown[][] } | undefined;
  return { ends, queue: JSON.parse(JSON.stringify(chat?.q ?? [])), page };
}
const defaults = Object.fromEntries(
  fields(template.parameters).map(({ name, defaultValue }) => [name, defaultValue ?? undefined]),
);

describe('the file', () => {
  it('[TM1] has each section once, in the canonical order', () => {
    expect(template.order).toEqual([...SECTIONS]);
  });

  it('[TM1] is plain UTF-8 with LF and no byte order mark', () => {
    expect(source).not.toMatch(/\r|\uFEFF/);
    expect(source.endsWith('\n')).toBe(true);
  });

  it('[TM1] says that it is a tag for the web, with an icon of its own', () => {
    expect(template.info).toMatchObject({ type: 'TAG', id: 'cvt_temp_public_id', containerContexts: ['WEB'] });
    expect(JSON.stringify(template.info)).toContain('data:image/png;base64,');
  });

  it('[TM2] has a field for each value that the code reads, and reads each field', () => {
    const used = new Set([...code.matchAll(/\bdata\.(\w+)/g)].map(([, name]) => name));
    used.delete('gtmOnSuccess');
    used.delete('gtmOnFailure');
    expect([...used].sort()).toEqual([...names].sort());
    expect(new Set(names).size).toBe(names.length);
  });

  it('[TM10] has a field for every option, made from its row of the table, or a reason why not', () => {
    expect(withFields(source)).toBe(source);
    const own = ['accent', 'consentFrom', 'consentLevel'];
    const options = Object.keys(OPTION_TABLE).filter((name) => WITHOUT_FIELD[name as OptionName] === undefined);
    expect([...names].sort()).toEqual([...options, ...own].sort());
  });

  it.each(fields(template.parameters).filter(({ name }) => name in OPTION_TABLE))(
    '[TM10] takes for $name what its row takes, with its default',
    ({ name, type, defaultValue, selectItems, valueUnit, valueValidators }) => {
      const { kind, default: preset }: OptionRow = OPTION_TABLE[name as OptionName];
      if (kind.is === 'boolean') expect(defaultValue).toBe(name === 'dataLayer' ? true : preset);
      else if (type === 'SELECT') {
        const values =
          kind.is === 'object' ? OPTION_TABLE.position.kind.fields.corner.kind.values : 'values' in kind && kind.values;
        expect(selectItems?.map(({ value }) => value)).toEqual(['', ...(values || [])]);
        expect(selectItems?.every(({ displayValue }) => displayValue !== '')).toBe(true);
      } else if (kind.is === 'number') {
        expect(valueUnit).toBe(kind.unit);
        expect(valueValidators?.[0]?.args).toEqual([upTo(kind.max)]);
      } else if (kind.is === 'text' && name !== 'shop') {
        expect(valueValidators?.[0]?.args?.[0]).toContain(`{0,${kind.maxLength}}`);
      }
    },
  );

  it.each([400, 86400, 999, 1000, 2, 10])('[TM10] knows the numbers up to %i by a pattern', (max) => {
    const pattern = new RegExp(upTo(max));
    for (const good of [0, 1, max - 1, max, Math.floor(max / 2), max - 0.5])
      expect(pattern.test(`${good}`), `${good}`).toBe(true);
    for (const bad of [max + 1, max + 0.5, max * 10, -1, 'soon', '', ' 1'])
      expect(pattern.test(`${bad}`), `${bad}`).toBe(false);
  });

  it('[TM2] hides a field only behind a field that exists', () => {
    for (const { enablingConditions = [] } of fields(template.parameters)) {
      for (const { paramName } of enablingConditions) expect(names).toContain(paramName);
    }
  });

  it('[TM2] validates with patterns that compile', () => {
    const patterns = fields(template.parameters).flatMap(({ valueValidators = [] }) =>
      valueValidators.filter(({ type }) => type === 'REGEX').flatMap(({ args = [] }) => args),
    );
    expect(patterns.length).toBeGreaterThan(0);
    for (const pattern of patterns) expect(() => new RegExp(pattern)).not.toThrow();
  });

  it('[TM3] has a permission for each API that it requires, and none besides', () => {
    const required = [...code.matchAll(/require\('(\w+)'\)/g)].map(([, name]) => name ?? '');
    expect(required.filter((name) => !(name in NEEDS))).toEqual([]);
    const needed = new Set(required.map((name) => NEEDS[name]).filter((name) => name !== undefined));
    expect(Object.keys(template.permissions).sort()).toEqual([...needed].sort());
  });

  it('[TM4] keeps to the language of the sandbox', () => {
    const banned = /`|\.\.\.|=>|\b(new|this|class|try|throw|delete|async|await|window|document|eval|instanceof)\b/;
    const bare = code.replace(/\/\/.*$/gm, '');
    expect(bare).not.toMatch(banned);
    expect(bare).not.toMatch(/\?\.|\?\?/);
  });
});

describe('its own scenarios', () => {
  it.each(scenarios)('[TM5] $name', (scenario) => {
    runScenario(template, setup, scenario);
  });

  it('[TM5] fail when the code is wrong', () => {
    const broken = structuredClone(template);
    broken.text.SANDBOXED_JS_FOR_WEB_TEMPLATE = code.replace("chat('init', options)", "chat('start', options)");
    const failures = scenarios.filter((scenario) => {
      try {
        runScenario(broken, setup, scenario);
        return false;
      } catch (cause) {
        return cause instanceof Error;
      }
    });
    expect(scenarios.length).toBeGreaterThanOrEqual(8);
    expect(failures.length).toBeGreaterThan(0);
  });
});

describe('on a page', () => {
  it('[TM6] queues exactly init, with its defaults, before the script comes', () => {
    const { ends, queue, page } = fire({ ...defaults, shop: 'demo' });
    expect(queue).toEqual([['init', { shop: 'demo', api: ORIGIN, dataLayer: true, minimizable: true }]]);
    expect(ends).toEqual(['success']);
    expect(page.loaded).toEqual(['shopbell']);
  });

  it('[TM6] joins the queue that a snippet made', () => {
    const calls: unknown[] = [];
    const page = createPage({ window: { Shopbell: (...args: unknown[]) => calls.push(args) } });
    fire({ ...defaults, shop: 'demo' }, page);
    expect(calls).toHaveLength(1);
  });

  it('[TM6] fired twice, loads one script', () => {
    const page = createPage();
    fire({ ...defaults, shop: 'demo' }, page);
    expect(fire({ ...defaults, shop: 'demo' }, page).ends).toEqual(['success']);
    expect(page.loaded).toEqual(['shopbell']);
  });

  it('[TM7] follows consent mode: the level at once, then each change', () => {
    const page = createPage({ consent: { personalization_storage: false, analytics_storage: true } });
    fire({ ...defaults, shop: 'demo', consentFrom: 'google' }, page);
    for (const [type, listener] of page.listeners) listener(type, type === 'personalization_storage');
    const { q } = page.window.Shopbell as { q: unknown[][] };
    expect(
      q.map(([verb, value]) => (verb === 'init' ? (value as { cookieConsent: number }).cookieConsent : value)),
    ).toEqual([2, 3, 1]);
  });

  it('[TM8] ends once, with failure, when the script does not load or may not', () => {
    const shop = { ...defaults, shop: 'demo' };
    expect(fire(shop, createPage({ load: () => false })).ends).toEqual(['failure']);
    const elsewhere = {
      ...template.permissions,
      inject_script: { versionId: '1', entries: ['https://other.example/*'] },
    };
    const refused = fire(shop, createPage(), elsewhere);
    expect(refused.ends).toEqual(['failure']);
    expect(refused.queue).toEqual([]);
    expect(fire(defaults).ends).toEqual(['failure']);
  });
});

describe('a build for another server', () => {
  it('[TM9] changes code, permission and tests together', () => {
    const built = withOrigin(source, 'https://chat.hazel.example');
    expect(built).not.toContain(ORIGIN);
    const own = parseTemplate(built);
    expect(own.permissions.inject_script?.entries).toEqual(['https://chat.hazel.example/*']);
    const parsed = parseScenarios(own.text.TESTS);
    for (const scenario of parsed.scenarios) runScenario(own, parsed.setup, scenario);
  });

  it.each(['http://chat.hazel.example', 'https://chat.hazel.example/', 'chat.hazel.example', "https://x'y"])(
    '[TM9] refuses %j: Tag Manager loads scripts over https only',
    (origin) => {
      expect(() => withOrigin(source, origin)).toThrow(RangeError);
    },
  );
});
