import { afterAll, describe, expect, it } from 'vitest';
import { madeTemplate, permission } from './made-template.fixture.ts';
import { createRuns } from './runs.fixture.ts';

const { run, runTexts, clear } = createRuns();
afterAll(clear);

const SCRIPT =
  "const injectScript = require('injectScript');\ninjectScript('https://cdn.shop.example/a.js', data.gtmOnSuccess, data.gtmOnFailure, 'a');";
const MAY_LOAD = [permission('inject_script', { urls: ['https://cdn.shop.example/*'] })];
const FIRED = "runCode({});\nassertApi('gtmOnSuccess').wasCalled();";
const LOADED = `mock('injectScript', (url, done) => done());\n${FIRED}`;

describe('running templates', () => {
  it('[GT17] one line for each scenario, and a count at the end', async () => {
    const { said, passed, failed } = await run({
      code: SCRIPT,
      permissions: MAY_LOAD,
      scenarios: { Good: LOADED, Bad: "runCode({});\nassertApi('gtmOnFailure').wasCalled();" },
    });
    expect([passed, failed]).toEqual([1, 1]);
    expect(said).toMatch(/^ {2}pass {3}Good$/m);
    expect(said).toMatch(/^ {2}FAIL {3}Bad: .*gtmOnFailure was called never$/m);
    expect(said).toMatch(/\n1 passed, 1 failed \(1 file\)$/);
  });

  it('[GT18] a permission that is not declared is refused', async () => {
    const { said, failed, errors } = await run({ code: SCRIPT, scenarios: { Fires: FIRED } });
    expect([failed, errors]).toEqual([1, 1]);
    expect(said).toContain('Permission denied: inject_script https://cdn.shop.example/a.js');
    expect(said).toContain('injectScript needs the permission inject_script');
  });

  it('[GT18] another host is refused', async () => {
    const { said, failed } = await run({
      code: SCRIPT.replace('cdn.shop', 'cdn.other'),
      permissions: MAY_LOAD,
      scenarios: { Fires: FIRED },
    });
    expect(failed).toBe(1);
    expect(said).toContain('Permission denied: inject_script https://cdn.other.example/a.js');
  });

  it('[GT18] syntax outside of the language is refused, in the code and in a scenario', async () => {
    const scenarios = { Fires: FIRED };
    const inCode = await run({ code: `${SCRIPT}\nconst text = \`a\`;`, permissions: MAY_LOAD, scenarios });
    expect([inCode.failed, inCode.errors]).toEqual([1, 1]);
    expect(inCode.said).toContain('TemplateLiteral is not in the language of the sandbox, line 3');
    const inTest = await run({ code: SCRIPT, permissions: MAY_LOAD, scenarios: { Odd: 'window.a = 1;' } });
    expect(inTest).toMatchObject({ failed: 1, errors: 0 });
  });

  it('[GT18] what is mocked needs no permission, and who may not log is not heard', async () => {
    const code = `${SCRIPT}\nrequire('logToConsole')('fired');`;
    const { passed, said } = await run({
      code,
      scenarios: {
        Fires: `${LOADED}\nassertApi('logToConsole').wasCalledWith('fired');`,
      },
    });
    expect(passed).toBe(1);
    expect(said).toContain('logToConsole needs the permission logging');
  });

  it('[GT19] permissions and names inside them that the code does not use are told, and fields that are not there', async () => {
    const keys = ['chat', 'chat.q', 'other'].map((key) => ({ key, read: true, write: true, execute: false }));
    const { said, errors } = await run({
      code: "require('createArgumentsQueue')('chat', 'chat.q')(data.verb);",
      permissions: [permission('access_globals', { keys }), ...MAY_LOAD],
    });
    expect(errors).toBe(0);
    expect(said.match(/note .*/g)).toEqual([
      'note   permission inject_script is not used',
      'note   permission access_globals: other is nowhere named in the code',
      'note   data.verb has no field',
      'note   it has no scenarios',
    ]);
  });

  it('[GR30] a missing permission is no error where the code asks before, or never uses the API', async () => {
    const asks = "const may = require('queryPermission');\nconst url = require('getUrl');\nif (may('get_url')) url();";
    const idle = "const injectScript = require('injectScript');\ndata.gtmOnSuccess();";
    for (const code of [asks, idle]) expect((await run({ code })).errors, code).toBe(0);
    expect((await run({ code: idle })).said).toContain('note   injectScript needs the permission inject_script');
    for (const code of ["require('getUrl')();", "const url = require('getUrl');\nurl();"])
      expect((await run({ code })).errors, code).toBe(1);
  });

  it('[GR29] a name that is not there fails what reaches it, and asking for its type does not', async () => {
    const code = "if (typeof window !== 'undefined') return 1;\nif (data.odd) return lost(2);\nreturn 3;";
    const { said, passed, failed, errors } = await run({
      code,
      scenarios: {
        Fine: 'assertThat(runCode({})).isEqualTo(3);',
        Odd: 'runCode({ odd: true });',
        Own: 'assertThat(1).isEqualTo(any());',
      },
    });
    expect([passed, failed, errors]).toEqual([1, 2, 1]);
    expect(said).toContain('error  code: lost is not there in the sandbox, line 2');
    expect(said).toMatch(/FAIL {3}Odd: lost is not defined\n {2}FAIL {3}Own: any is not defined\n/);
  });

  it('[GT20] the setup comes before each scenario, in a page of its own, with nothing mocked before', async () => {
    const { said, passed } = await run({
      code: "const set = require('setInWindow');\nreturn set('seen', data.n);",
      permissions: [permission('access_globals', { keys: [{ key: 'seen', read: true, write: true, execute: false }] })],
      setup: 'const calls = [];\nlet n = 1;',
      scenarios: {
        First:
          "mock('setInWindow', 5);\nassertThat(runCode({ n: n })).isEqualTo(5);\ncalls.push(n++);\nassertThat(calls).hasLength(1);",
        Second:
          'const calls = [2];\nassertThat(n).isEqualTo(1);\nassertThat(runCode({ n: n })).isTrue();\nassertThat(runCode({ n: n })).isFalse();',
      },
    });
    expect(passed, said).toBe(2);
  });

  it('[GT20] waits for promises and for what was put off, and a failure in them counts', async () => {
    const code =
      "const later = require('callLater');\nlater(data.done);\nreturn require('Promise').create((resolve) => { resolve(data.value); });";
    const { passed, failed, said } = await run({
      code,
      setup: 'let done = false;\nconst data1 = { value: 1, done: () => { done = true; } };',
      scenarios: {
        Good: 'return runCode(data1).then((value) => { assertThat(value).isEqualTo(1);\nassertThat(done).isTrue(); });',
        Bad: 'return runCode(data1).then((value) => { assertThat(value).isEqualTo(2); });',
        Forgotten: 'runCode(data1).then((value) => { assertThat(value).isEqualTo(2); });',
      },
    });
    expect([passed, failed], said).toEqual([1, 2]);
  });

  it('[GT21] a file that cannot be read is an error, and the others go on', async () => {
    const good = madeTemplate({ code: SCRIPT, permissions: MAY_LOAD, scenarios: { Fires: LOADED } });
    expect(await runTexts('nothing', good)).toMatchObject({ passed: 1, failed: 0, errors: 1 });
  });
});
