import { describe, expect, it } from 'vitest';
import { decode, parseTemplate } from './template-file.ts';

const CODE = '___SANDBOXED_JS_FOR_WEB_TEMPLATE___\n\nreturn 1;\n';
const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('a template file', () => {
  it('[GT16] is read with or without a mark, in UTF-8 or UTF-16, with any line ends', () => {
    for (const bytes of [
      Buffer.from(CODE),
      Buffer.from(`\uFEFF${CODE}`),
      utf16(CODE),
      utf16(CODE)
        .slice()
        .reverse()
        .map((_, n, all) => all[all.length - 1 - (n ^ 1)]!),
    ])
      expect(parseTemplate(decode(bytes)).code).toBe('return 1;');
    expect(parseTemplate(CODE.replaceAll('\n', '\r\n')).code).toBe('return 1;');
  });

  it('[GT16] may have its sections in any order, unknown ones, and few of them', () => {
    const { order, scenarios, permissions, parameters, place } = parseTemplate(
      `___NOTES___ \n\nhi\n___VENDOR_DETAILS___\n{}\n${CODE}`,
    );
    expect(order).toEqual(['NOTES', 'VENDOR_DETAILS', 'SANDBOXED_JS_FOR_WEB_TEMPLATE']);
    expect({ scenarios, permissions, parameters, place }).toEqual({
      scenarios: [],
      permissions: {},
      parameters: [],
      place: 'web',
    });
    expect(parseTemplate(CODE.replace('WEB_TEMPLATE', 'SERVER')).place).toBe('server');
  });

  it('[GT16] may have a comma too many and a permission without a version: both are told', () => {
    const text = `${CODE}___WEB_PERMISSIONS___\n[{"instance": {"key": {"publicId": "read_title", "vpiId": "1"}, "param": [],}},]\n
___INFO___\n{"displayName": "a, ]"}`;
    const { oddities, permissions, info } = parseTemplate(text);
    expect(permissions).toEqual({ read_title: {} });
    expect(info).toEqual({ displayName: 'a, ]' });
    expect(oddities).toEqual(['WEB_PERMISSIONS has a comma too many', 'read_title has no versionId']);
  });

  it('[GT16] has tests in every form of YAML that Tag Manager writes', () => {
    const { scenarios, setup } = parseTemplate(`${CODE}___TESTS___\n
scenarios:
- name: Quoted, with a name that
    goes on
  code: "runCode();\\nassertApi('a')\\\n    \\ .wasCalled();"
- name: 'Block'
  code: |2-

    runCode();
setup: "const a = 1;\\n  "
`);
    expect(scenarios).toEqual([
      { name: 'Quoted, with a name that goes on', code: "runCode();\nassertApi('a') .wasCalled();" },
      { name: 'Block', code: '\nrunCode();' },
    ]);
    expect(setup).toBe('const a = 1;\n  ');
  });

  it.each([
    ['', 'no section with code'],
    [`${CODE}${CODE}`, 'stands twice'],
    ['<!DOCTYPE html>\n<pre>___INFO___</pre>', 'web page'],
  ])('[GT16] is refused when it cannot be read: %#', (text, why) => {
    expect(() => parseTemplate(text)).toThrow(why);
  });
});
