import { afterAll, describe, expect, it } from 'vitest';
import { permission } from './made-template.fixture.ts';
import { createRuns } from './runs.fixture.ts';

const { run, runTexts, clear } = createRuns();
afterAll(clear);

/** All of a template's scenarios pass. */
async function passes(...[made]: Parameters<typeof run>): Promise<void> {
  const { said, passed } = await run(made);
  expect(passed, said).toBe(Object.keys(made.scenarios ?? {}).length);
}

describe('what a scenario mocks, and what it does not', () => {
  it('[GR20] what is loaded without a mock is still on its way', () =>
    passes({
      code: `const done = data.gtmOnSuccess;\nrequire('injectScript')('https://a.example/x.js', done, done);
require('sendPixel')('https://a.example/p', done, done);\nrequire('injectHiddenIframe')('https://a.example/f', done, done);`,
      permissions: ['inject_script', 'send_pixel', 'inject_hidden_iframe'].map((name) =>
        permission(name, { urls: ['https://a.example/*'] }),
      ),
      scenarios: {
        Waits: `runCode({});\nassertApi('injectScript').wasCalled();\nassertApi('sendPixel').wasCalled();
assertApi('gtmOnSuccess').wasNotCalled();`,
        Answered: "mock('sendPixel', (url, ok) => ok());\nrunCode({});\nassertApi('gtmOnSuccess').wasCalled();",
      },
    }));

  it('[GR21] tools of tests may be required, by the code too', () =>
    passes({
      code: "const check = require('assertThat');\ncheck(data.n, 'n').isNumber();\nreturn data.n;",
      scenarios: {
        Required: `const mock = require('mock');\nconst assertThat = require('assertThat');\nconst runCode = require('runCode');
mock('getUrl', 'x');\nassertThat(require('getUrl')()).isEqualTo('x');\nassertThat(runCode({ n: 1 })).isEqualTo(1);`,
      },
    }));

  it('[GR21] a check in the code that does not hold fails the scenario', async () => {
    const code = "require('assertThat')(data.n, 'n').isNumber();";
    expect((await run({ code, scenarios: { Bad: "runCode({ n: 'a' });" } })).said).toContain('n: "a" isNumber: no');
  });

  it('[GR21] setup and code may declare what stands around them', () =>
    passes({
      code: "const fail = (text) => text;\nvar data2 = data;\nlet require2 = require;\nreturn fail('own');",
      setup: 'const fail = 1;\nconst data = { fail: fail };',
      scenarios: { Own: "assertThat(runCode(data)).isEqualTo('own');\nassertThat(fail).isEqualTo(1);" },
    }));

  it('[GR22] a mock reaches what it stands for', () =>
    passes({
      code: "const whole = require('makeInteger');\nreturn whole('4.2') + whole('5.7');",
      setup: "const makeInteger = require('makeInteger');",
      scenarios: {
        Itself: "mock('makeInteger', makeInteger);\nassertThat(runCode({})).isEqualTo(9);",
        Around: "mock('makeInteger', (text) => makeInteger(text) * 10);\nassertThat(runCode({})).isEqualTo(90);",
      },
    }));

  it('[GR22] what the code calls out of a mock is mocked', () =>
    passes({
      code: `const load = require('injectScript');\nload('https://a.example/1.js', () => load('https://a.example/2.js', data.gtmOnSuccess));`,
      scenarios: {
        Both: `const urls = [];\nmock('injectScript', (url, done) => { urls.push(url); done(); });\nrunCode({});
assertThat(urls).hasLength(2);\nassertApi('gtmOnSuccess').wasCalled();`,
      },
    }));

  const STORE = [permission('access_local_storage', { keys: [{ key: 'k', read: true, write: true }] })];
  it('[GR23] an API that is an object is mocked whole or by the method, and its calls are known', () =>
    passes({
      code: "const store = require('localStorage');\nstore.setItem('k', '1');\nreturn store.getItem('k');",
      permissions: STORE,
      scenarios: {
        Real: "assertThat(runCode({})).isEqualTo('1');\nassertApi('localStorage.setItem').wasCalledWith('k', '1');",
        Whole: `mockObject('localStorage', { getItem: (key) => key + 2, setItem: () => {} });\nassertThat(runCode({})).isEqualTo('k2');
assertApi('localStorage.getItem').wasCalledWith('k');\nassertApi('localStorage').wasCalled();`,
        'By mock': `mock('localStorage', { getItem: () => 3, setItem: () => {} });\nassertThat(runCode({})).isEqualTo(3);`,
        Method: "mock('localStorage.getItem', () => 4);\nassertThat(runCode({})).isEqualTo(4);",
        Answer: "mock('localStorage.getItem', 5);\nassertThat(runCode({})).isEqualTo(5);",
      },
    }));

  it('[GR23] a function that is mocked by an object answers with it', () =>
    passes({
      code: "return require('parseUrl')(data.url).host;",
      scenarios: { Answer: "mock('parseUrl', { host: 'h' });\nassertThat(runCode({ url: 'u' })).isEqualTo('h');" },
    }));
});

describe('templates for a server', () => {
  const server = (code: string, tests: string): string =>
    `___INFO___\n\n{"type": "TAG"}\n\n___SANDBOXED_JS_FOR_SERVER___\n\n${code}\n\n___TESTS___\n\n${tests}`;

  it('[GR24] are named as such and run', async () => {
    const code = `const event = require('getAllEventData')();\nconst name = require('getEventData')('event_name') || event.name;
const hash = require('sha256Sync')('abc', { outputEncoding: 'hex' });\nconst regex = require('createRegex');
const asked = require('testRegex')(regex('^a.c$', 'i'), 'ABC') && regex('(') === undefined && 'a b c'.replace(regex(' ', 'g'), '') === 'abc';
require('templateDataStorage').setItemCopy('k', { a: [1] });
const kept = require('templateDataStorage').getItemCopy('k').a[0];
const post = require('sendHttpRequest');\npost('https://a.example', { method: 'POST' }).then(data.gtmOnSuccess);
return [name, hash.slice(0, 4), asked, kept].join();`;
    const { said, passed } = await runTexts(
      server(
        code,
        `scenarios:
- name: Silent
  code: |-
    assertThat(runCode({})).isEqualTo(',ba78,true,1');
    assertApi('gtmOnSuccess').wasNotCalled();
- name: Mocked
  code: |-
    mock('getAllEventData', { name: 'purchase' });
    mock('sendHttpRequest', () => require('Promise').create((resolve) => resolve({ statusCode: 200 })));
    assertThat(runCode({})).isEqualTo('purchase,ba78,true,1');
    return require('Promise').create((resolve) => resolve()).then(() => { assertApi('gtmOnSuccess').wasCalled(); });
`,
      ),
    );
    expect(passed, said).toBe(2);
    expect(said).toContain('a template for a server');
  });

  it('[GR24] have their own APIs, which the web does not', async () => {
    const code = "return require('getEventData')('a');";
    const tests = 'scenarios:\n- name: One\n  code: runCode({});\n';
    expect(await runTexts(server(code, tests))).toMatchObject({ passed: 1, failed: 0 });
    expect((await run({ code, scenarios: { One: 'runCode({});' } })).said).toContain('There is no API getEventData');
  });
});
