import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { OptionRow } from '../src/protocol/option-kinds.ts';
import { OPTION_TABLE, type OptionName } from '../src/protocol/option-table.ts';
import { checkTemplate } from '../tools/gtm/check-template.ts';
import { changeConsent, createPage, type FakePage } from '../tools/gtm/page.ts';
import { fields } from '../tools/gtm/parameters.ts';
import type { Permissions } from '../tools/gtm/permissions.ts';
import { runScenario } from '../tools/gtm/run-scenario.ts';
import { createSandbox, runCode } from '../tools/gtm/sandbox.ts';
import { parseTemplate, SECTIONS } from '../tools/gtm/template-file.ts';
import { buildTemplate, COMMITTED } from './build.ts';
import { upTo, WITHOUT_FIELD } from './parameters.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const source = read('template.tpl');
const template = parseTemplate(source);
const { code, scenarios } = template;
const names = fields(template.parameters).map(({ name }) => name);

type Chat = { q?: unknown[][] } | undefined;
const queueOf = ({ window }: FakePage): unknown[][] =>
  JSON.parse(JSON.stringify((window.Shopbell as Chat)?.q ?? [])) as unknown[][];

/** Fires the tag on a page with nothing mocked. */
function fire(data: Record<string, unknown>, page = createPage(), permissions: Permissions = template.permissions) {
  const sandbox = createSandbox(permissions, page);
  runCode(sandbox, code, data);
  const ends = ['gtmOnSuccess', 'gtmOnFailure'].flatMap((name) => (sandbox.calls.get(name) ?? []).map(() => name));
  return { ends, queue: queueOf(page), page };
}
const defaults = Object.fromEntries(
  fields(template.parameters).map(({ name, defaultValue }) => [name, defaultValue ?? undefined]),
);
const LOAD = { ...defaults, shop: 'demo' };

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
    const own = ['accent', 'action', 'command', 'consentFrom', 'consentLevel'];
    const ofCommands = names.filter((name) => /^command[A-Z]/.test(name));
    const options = Object.keys(OPTION_TABLE).filter((name) => WITHOUT_FIELD[name as OptionName] === undefined);
    expect([...names].sort()).toEqual([...options, ...own, ...ofCommands].sort());
  });

  it.each(fields(template.parameters).filter(({ name }) => name in OPTION_TABLE))(
    '[TM10] takes for $name what its row takes, with its default',
    ({ name, type, defaultValue, selectItems, valueUnit, valueValidators }) => {
      const { kind, default: preset }: OptionRow = OPTION_TABLE[name as OptionName];
      if (kind.is === 'boolean') expect(defaultValue).toBe(name === 'dataLayer' || preset === true);
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
      valueValidators.filter(({ type }) => type === 'REGEX').flatMap(({ args = [] }) => args.map(String)),
    );
    expect(patterns.length).toBeGreaterThan(0);
    for (const pattern of patterns) expect(() => new RegExp(pattern)).not.toThrow();
  });

  it('[TM1] is, byte for byte, what its parts are built to', () => {
    expect(buildTemplate() === source, 'run: node gtm-template/build.ts --out gtm-template/template.tpl').toBe(true);
  });

  it('[TM3][TM4] has the permissions that its code needs and none besides, and keeps to the language of the sandbox', () => {
    expect(checkTemplate(template)).toEqual({ errors: [], warnings: [] });
    const more = structuredClone(template);
    more.permissions.read_title = {};
    expect(checkTemplate(more).warnings).toHaveLength(1);
  });
});

describe('its own scenarios', () => {
  it.each(scenarios)('[TM5] $name', (scenario) => runScenario(template, scenario));

  it.each([
    ["chat('init', options)", "chat('start', options)"],
    ["push[1] === 'update'", 'true'],
    ["copyFromDataLayer('ecommerce', 1)", "copyFromDataLayer('ecommerce')"],
    ['chat(data.command, taken[0])', 'chat(data.command)'],
  ])('[TM5] fail when the code is wrong: %s', async (right, wrong) => {
    const broken = { ...template, code: code.replace(right, wrong) };
    expect(broken.code).not.toBe(code);
    let failures = 0;
    for (const scenario of scenarios) await runScenario(broken, scenario).catch(() => failures++);
    expect(failures).toBeGreaterThan(0);
  });
});

describe('on a page', () => {
  it('[TM6] queues exactly init, with its defaults, before the script comes', () => {
    const { ends, queue, page } = fire(LOAD);
    expect(queue).toEqual([['init', { shop: 'demo', api: COMMITTED, dataLayer: true, minimizable: true }]]);
    expect(ends).toEqual(['gtmOnSuccess']);
    expect(page.loaded).toEqual([`${COMMITTED}/shopbell.js`]);
  });

  it('[TM6] joins the queue that a snippet made', () => {
    const calls: unknown[] = [];
    fire(LOAD, createPage({ window: { Shopbell: (...args: unknown[]) => calls.push(args) } }));
    expect(calls).toHaveLength(1);
  });

  it('[TM6] fired twice, loads one script', () => {
    const page = createPage();
    fire(LOAD, page);
    expect(fire(LOAD, page).ends).toEqual(['gtmOnSuccess']);
    expect(page.loaded).toHaveLength(1);
  });

  it('[TM7] follows consent mode: the level at once, then each change; who was not asked has granted nothing', () => {
    const asked = {
      dataLayer: [['consent', 'default', { personalization_storage: 'denied', analytics_storage: 'granted' }]],
    };
    const page = createPage({ window: asked, consent: { personalization_storage: false, analytics_storage: true } });
    fire({ ...LOAD, consentFrom: 'google' }, page);
    changeConsent(page, 'personalization_storage', true);
    changeConsent(page, 'analytics_storage', false);
    const [[, options] = [], ...later] = queueOf(page) as [string, { cookieConsent: number }][];
    expect(options?.cookieConsent).toBe(2);
    expect(later).toEqual([
      ['consent', 3],
      ['consent', 1],
    ]);
    const unasked = fire({ ...LOAD, consentFrom: 'google' }).queue as [string, { cookieConsent: number }][];
    expect(unasked[0]?.[1].cookieConsent).toBe(0);
  });

  it('[TM8] ends once, with failure, when the script does not load or may not', () => {
    expect(fire(LOAD, createPage({ load: () => false })).ends).toEqual(['gtmOnFailure']);
    const refused = fire(LOAD, createPage(), {
      ...template.permissions,
      inject_script: { urls: ['https://other.example/*'] },
    });
    expect(refused.ends).toEqual(['gtmOnFailure']);
    expect(refused.queue).toEqual([]);
    expect(fire(defaults).ends).toEqual(['gtmOnFailure']);
  });

  it('[TM11] commands and ecommerce events wait in the same queue, and load nothing', () => {
    const ecommerce = { currency: 'EUR', value: 5, items: [{ item_id: 'C1', item_name: 'Cap', price: 5 }] };
    const page = createPage({ window: { dataLayer: [{ event: 'view_cart', ecommerce }] } });
    expect(fire({ ...defaults, action: 'command', command: 'open' }, page).ends).toEqual(['gtmOnSuccess']);
    expect(fire({ ...defaults, action: 'commerce' }, page).ends).toEqual(['gtmOnSuccess']);
    expect(page.loaded).toEqual([]);
    const lines = [{ id: 'C1', name: 'Cap', price: 5, quantity: 1 }];
    expect(queueOf(page)).toEqual([['open'], ['cart', { currency: 'EUR', subtotal: 5, lines }]]);
  });
});

describe('a build for another server', () => {
  it('[TM9] changes code, permission and tests together', async () => {
    const built = buildTemplate('https://chat.hazel.example');
    expect(built).not.toContain(COMMITTED);
    const own = parseTemplate(built);
    expect(own.permissions.inject_script?.urls).toEqual(['https://chat.hazel.example/*']);
    for (const scenario of own.scenarios) await runScenario(own, scenario);
  });

  it.each(['http://chat.hazel.example', 'https://chat.hazel.example/', 'chat.hazel.example', "https://x'y"])(
    '[TM9] refuses %j: Tag Manager loads scripts over https only',
    (origin) => {
      expect(() => buildTemplate(origin)).toThrow(RangeError);
    },
  );
});
