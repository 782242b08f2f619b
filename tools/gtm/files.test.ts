import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { madeTemplate } from './made-template.fixture.ts';
import { createRuns } from './runs.fixture.ts';

const { run, runTexts, folder, clear } = createRuns();
afterAll(clear);

const RETURNS = { code: 'return data.n;', scenarios: { Same: 'assertThat(runCode({ n: 1 })).isEqualTo(1);' } };
const MADE = madeTemplate(RETURNS);

describe('files as they come', () => {
  it.each([
    ['INFO', '{"type": "TAG"}', '{"a": 1\n"b": 2}', 'INFO is not JSON'],
    ['TEMPLATE_PARAMETERS', '[]', '{}', 'TEMPLATE_PARAMETERS is not a list'],
    ['WEB_PERMISSIONS', '[]', '[{}]', 'WEB_PERMISSIONS is not a list of permissions'],
  ])('[GR25] a broken %s is one error, and the scenarios run', async (section, good, bad, why) => {
    const [whole, broken] = [good, bad].map((text) => `___${section}___\n\n${text}\n`);
    expect(MADE).toContain(whole);
    const { said, passed, errors } = await runTexts(MADE.replace(`${whole}`, `${broken}`));
    expect([passed, errors], said).toEqual([1, 1]);
    expect(said).toContain(`error  ${why}`);
  });

  it.each([
    ['scenarios:\n- name: a\n b', 'TESTS is not YAML'],
    ['scenarios:\n- name: One: two\n  code: fail();', 'TESTS is not YAML'],
    ['none', 'TESTS has no list of scenarios'],
    ['scenarios: {}', 'TESTS has no list of scenarios'],
  ])('[GR25] broken tests are one error, and the code is checked: %#', async (tests, why) => {
    const { said, errors } = await runTexts(`___SANDBOXED_JS_FOR_WEB_TEMPLATE___\nlost();\n___TESTS___\n${tests}\n`);
    expect(errors, said).toBe(2);
    expect(said).toMatch(new RegExp(`^  error  ${why}[^\n]*$`, 'm'));
    expect(said).toContain('error  code: lost is not there');
  });

  it('[GR25] a missing section counts as empty', async () => {
    const bare =
      '___SANDBOXED_JS_FOR_WEB_TEMPLATE___\nreturn 1;\n___TESTS___\nscenarios:\n- name:\n  code: runCode();\n-\n';
    expect(await runTexts(bare)).toMatchObject({ passed: 2, failed: 0, errors: 0 });
  });

  it('[GR26] any encoding, line ends and indentation are read', async () => {
    const text = MADE.replace('Same', 'Größe');
    const utf16 = Buffer.from(text, 'utf16le');
    const forms = [
      text,
      `\uFEFF${text}`,
      text.replaceAll('\n', '\r\n'),
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      utf16,
      Buffer.from(utf16).swap16(),
      Buffer.from(text, 'latin1'),
      text.replace(/^___/gm, '  ___'),
    ];
    const { said, passed, errors } = await runTexts(...forms);
    expect([passed, errors], said).toEqual([forms.length, 0]);
    expect(said.match(/pass {3}Größe$/gm)).toHaveLength(forms.length);
  });

  it('[GR26] a web page, a code with entities of one and a file of nothing are named', async () => {
    const { said, errors } = await runTexts(
      `<html>${MADE.replace(/^___.*$/gm, '<td>$&</td>')}`,
      '',
      MADE.replace('return data.n', 'return 1 &lt; 2'),
    );
    expect(said).toContain('error  This is a web page, not a template');
    expect(said).toContain('error  There is no section with code');
    expect(said).toContain('error  code: &lt; stands in it, as in a web page, line 1');
    expect(errors).toBe(3);
  });
});

describe('scenarios that go wrong', () => {
  it('[GR27] what does not end is stopped and named, and the others go on', { timeout: 20_000 }, async () => {
    const { said, passed, failed } = await run({
      code: "if (data.ever) while (true) {}\nif (data.later) require('callLater')(() => { for (;;) {} });\nreturn 1;",
      scenarios: {
        Code: 'runCode({ ever: true });',
        Later: 'runCode({ later: true });',
        Promise: "return require('Promise').create(() => {});",
        Deep: 'const f = () => f();\nf();',
        Fine: 'assertThat(runCode({})).isEqualTo(1);',
      },
    });
    expect([passed, failed]).toEqual([1, 4]);
    for (const name of ['Code', 'Later']) expect(said).toContain(`FAIL   ${name}: It does not end: stopped`);
    expect(said).toContain('FAIL   Promise: Its promise is not settled');
    expect(said).toContain('FAIL   Deep: Maximum call stack size exceeded');
  });

  it('[GR27] nor does what waits for a promise run for ever, alone or as a chain', { timeout: 30_000 }, async () => {
    const promise = "const promise = require('Promise');\n";
    const { said, passed, failed } = await run({
      code: 'return 1;',
      scenarios: {
        Then: `${promise}return promise.create((kept) => kept()).then(() => { while (true) {} });`,
        Alone: `${promise}promise.create((kept) => kept()).then(() => { while (true) {} });`,
        Chain: `${promise}const again = () => promise.create((kept) => kept()).then(again);\nreturn again();`,
        Caught: `${promise}const again = () => promise.create((kept, broken) => broken()).catch(again);\nagain();`,
        Fine: `${promise}return promise.create((kept) => kept(2)).then((two) => assertThat(two).isEqualTo(2));`,
      },
    });
    expect([passed, failed]).toEqual([1, 4]);
    for (const name of ['Then', 'Alone', 'Chain', 'Caught']) expect(said).toContain(`FAIL   ${name}: It does not end`);
  });

  it('[GR28] each is one line, with the place of a syntax error', async () => {
    const { said } = await run({
      code: 'return 1;',
      scenarios: {
        Syntax: 'runCode({});\nconst a = ;',
        '"Two\\n lines"': "fail('one\\ntwo');",
        Shown: 'assertThat({ a: { b: 1 } }).isEqualTo("x");',
      },
    });
    const [, ...lines] = said.split('\n');
    expect(lines.map((line) => line.slice(0, 20))).toEqual([
      '  FAIL   Syntax: Une',
      '  FAIL   Two lines: ',
      '  FAIL   Shown: {"a"',
      '0 passed, 3 failed (',
    ]);
    expect(lines[0]).toMatch(/line 2$/);
    expect(lines[1]).toMatch(/: one two$/);
  });

  it('[GR28] no scenarios are told, and the exit code tells how it went', { timeout: 60_000 }, async () => {
    expect(await run({ code: 'return 1;' })).toMatchObject({
      errors: 0,
      said: expect.stringContaining('no scenarios'),
    });
    const [good, bad] = [join(folder, 'good.tpl'), join(folder, 'bad.tpl')];
    writeFileSync(good, MADE);
    writeFileSync(bad, MADE.replace('isEqualTo(1)', 'isEqualTo(2)'));
    const exit = (...files: string[]) =>
      spawnSync(process.execPath, [join(import.meta.dirname, 'run.ts'), ...files], { encoding: 'utf8' });
    expect(exit(good)).toMatchObject({ status: 0, stderr: '' });
    expect(exit(bad, good)).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/1 passed, 1 failed \(2 files\)\n$/),
    });
    expect(exit().status).toBe(2);
  });
});
