/** The sections of a template in the order in which Tag Manager writes them. */
export const SECTIONS = [
  'TERMS_OF_SERVICE',
  'INFO',
  'TEMPLATE_PARAMETERS',
  'SANDBOXED_JS_FOR_WEB_TEMPLATE',
  'WEB_PERMISSIONS',
  'TESTS',
  'NOTES',
] as const;
export type Section = (typeof SECTIONS)[number];

export interface Parameter {
  type: string;
  name: string;
  displayName?: string;
  checkboxText?: string;
  groupStyle?: string;
  macrosInSelect?: boolean;
  simpleValueType?: boolean;
  help?: string;
  valueHint?: string;
  valueUnit?: string;
  canBeEmptyString?: boolean;
  alwaysInSummary?: boolean;
  defaultValue?: string | boolean;
  selectItems?: { value: string; displayValue: string }[];
  valueValidators?: { type: string; args?: string[]; errorMessage?: string }[];
  enablingConditions?: { paramName: string; paramValue: string; type: string }[];
  subParams?: Parameter[];
}

/** A permission's value: 1 string, 2 list, 3 map, 8 boolean. */
interface PermissionValue {
  type: number;
  string?: string;
  boolean?: boolean;
  listItem?: PermissionValue[];
  mapKey?: PermissionValue[];
  mapValue?: PermissionValue[];
}
interface RawPermission {
  instance: { key: { publicId: string; versionId: string }; param?: { key: string; value: PermissionValue }[] };
}

export interface Template {
  order: string[];
  text: Record<Section, string>;
  info: Record<string, unknown>;
  parameters: Parameter[];
  permissions: Permissions;
}
export interface Scenario {
  name: string;
  code: string;
}
/** What the template may do, by permission: for lists of maps one record an entry, for lists of strings the strings. */
export type Permissions = Record<string, { versionId: string; entries: (string | Record<string, unknown>)[] }>;

/**
 * Reads a template file.
 * @throws SyntaxError for JSON that is not strict
 */
export function parseTemplate(source: string): Template {
  const parts = source.split(/^___([A-Z_]+)___$/m).slice(1);
  const order = parts.filter((_, nth) => nth % 2 === 0);
  const text = Object.fromEntries(
    order.map((name, nth) => [name, parts[nth * 2 + 1]?.trim() ?? '']),
  ) as Template['text'];
  const raw = JSON.parse(text.WEB_PERMISSIONS) as RawPermission[];
  return {
    order,
    text,
    info: JSON.parse(text.INFO),
    parameters: JSON.parse(text.TEMPLATE_PARAMETERS),
    permissions: Object.fromEntries(
      raw.map(({ instance: { key, param = [] } }) => [
        key.publicId,
        { versionId: key.versionId, entries: param.flatMap(({ value }) => plain(value) as string[]) },
      ]),
    ),
  };
}

/** All fields that give a value, out of their groups. */
export const fields = (parameters: Parameter[]): Parameter[] =>
  parameters.flatMap((one) => (one.type === 'GROUP' ? fields(one.subParams ?? []) : [one]));

/** Reads the tests section: the one shape of YAML that Tag Manager writes, names and indented blocks. */
export function parseScenarios(source: string): { scenarios: Scenario[]; setup: string } {
  const [list = '', setup = ''] = source.split(/^setup: \|-\n/m);
  const scenarios = list
    .split(/^- name: /m)
    .slice(1)
    .map((entry) => {
      const [name = '', code = ''] = entry.split(/\n {2}code: \|-\n/);
      return { name: name.trim(), code };
    });
  return { scenarios, setup };
}

function plain(value: PermissionValue): unknown {
  if (value.type === 1) return value.string;
  if (value.type === 8) return value.boolean;
  if (value.type === 2) return (value.listItem ?? []).map(plain);
  const keys = (value.mapKey ?? []).map(plain) as string[];
  return Object.fromEntries(keys.map((key, nth) => [key, plain((value.mapValue ?? [])[nth] as PermissionValue)]));
}
