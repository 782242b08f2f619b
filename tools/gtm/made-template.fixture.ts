import type { RawPermission } from './permissions.ts';

const string = (text: string) => ({ type: 1, string: text });
type Value = RawPermission['instance']['param'];

/** Permissions as a file has them: lists of texts or of maps. */
export function permission(
  publicId: string,
  params: Record<string, string | (string | Record<string, string | boolean>)[]>,
): RawPermission {
  const param: Value = Object.entries(params).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? string(value) : { type: 2, listItem: value.map(item) },
  }));
  return { instance: { key: { publicId, versionId: '1' }, param } };
}

const item = (value: string | Record<string, string | boolean>) =>
  typeof value === 'string'
    ? string(value)
    : {
        type: 3,
        mapKey: Object.keys(value).map(string),
        mapValue: Object.values(value).map((one) =>
          typeof one === 'string' ? string(one) : { type: 8, boolean: one },
        ),
      };

export interface Made {
  code: string;
  permissions?: RawPermission[];
  setup?: string;
  scenarios?: Record<string, string>;
}

/** A template file with little in it. */
export function madeTemplate({ code, permissions = [], setup = '', scenarios = {} }: Made): string {
  const block = (text: string, by: string): string => text.replace(/^/gm, by);
  const tests = Object.entries(scenarios).map(([name, text]) => `- name: ${name}\n  code: |-\n${block(text, '    ')}`);
  return `___INFO___\n\n{"type": "TAG"}\n\n___TEMPLATE_PARAMETERS___\n\n[]\n
___SANDBOXED_JS_FOR_WEB_TEMPLATE___\n\n${code}\n
___WEB_PERMISSIONS___\n\n${JSON.stringify(permissions)}\n
___TESTS___\n\nscenarios:${tests.length > 0 ? `\n${tests.join('\n')}` : ' []'}\nsetup: |-\n${block(setup, '  ')}\n`;
}
