import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { refusedIn } from './language.ts';
import { createRealm } from './realm.ts';

describe('the language of the sandbox', () => {
  it.each([
    'const f = x => x + 1;\nlet sum = 0;\nvar names = [];\nfor (let i = 0; i < 3; i++) sum += f(i);',
    "for (const key in { a: 1 }) { if (key === 'a') continue; else break; }\nfor (const one of [1]) { one; }",
    'while (false) {}\ndo {} while (false);\nswitch (data.kind) { case 1: return; default: return undefined; }',
    "const log = require('logToConsole');\nfunction later() { return typeof log === 'function' ? arguments[0] : !data; }\nlater(1);",
    "const o = { 'a-b': 1, get: 2 };\no.get;\nif (o.hasOwnProperty('get')) o['a-b']++;",
  ])('[GT10] takes what published templates are written in: %#', (code) => {
    expect(refusedIn(code)).toEqual([]);
  });

  it.each([
    ['const a = `text`;', 'TemplateLiteral'],
    ['const a = [...data.list];', 'SpreadElement'],
    ['const f = (a, ...more) => a;', 'RestElement'],
    ['const { a } = data;', 'ObjectPattern'],
    ['const f = (a = 1) => a;', 'AssignmentPattern'],
    ['const a = 1;\nconst o = { a };', 'shorthand'],
    ['const o = { a() {} };', 'method'],
    ['const o = { get a() { return 1; } };', 'getter'],
    ['class A {}', 'ClassDeclaration'],
    ['this.a = 1;', 'ThisExpression'],
    ['const a = new data.A();', 'NewExpression'],
    ['try { data.a(); } catch (e) {}', 'TryStatement'],
    ['throw 1;', 'ThrowStatement'],
    ['const a = /x/;', 'regular expression'],
    ['delete data.a;', 'delete'],
    ['const a = data?.b;', '?.'],
    ['const a = data.b ?? 1;', '??'],
    ['const a = 2 ** 3;', '**'],
    ['const f = async () => 1;', 'async'],
    ['function* g() {}', 'generator'],
    ["const a = data instanceof require('Object');", 'instanceof'],
    ["''.constructor.constructor('return 1')();", '.constructor'],
    ["data['__proto__'].x = 1;", '.__proto__'],
    ['with (data) {}', 'WithStatement'],
    ['a = 1;', 'a is not there'],
    ['window.x = 1;', 'window is not there'],
    ['setTimeout(function () {}, 1);', 'setTimeout is not there'],
    ['JSON.parse(data.a);', 'JSON is not there'],
    ['{ let inner = 1; }\ninner;', 'inner is not there in the sandbox, line 2'],
    ['const a = ;', 'line 1'],
  ])('[GT11] refuses %s', (code, why) => {
    expect(refusedIn(code).join('\n')).toContain(why);
  });
});

describe('what code means in there', () => {
  const run = (code: string): unknown => createRealm().run(code, {});

  it('[GT12] an arrow has arguments of its own, and they are an array', () => {
    expect(run('const f = x => arguments;\nreturn f(1, 2).concat([3]).join();')).toBe('1,2,3');
    expect(
      run(
        'const f = a => b => c => ({ sum: a + b + c, own: arguments.length });\nreturn f(1)(2)(3, 4).sum * 10 + f(0)(0)(0, 0).own;',
      ),
    ).toBe(62);
    expect(run('const o = { arguments: 5 };\nreturn o.arguments;')).toBe(5);
    expect(run('return (function () { arguments.push(4); return arguments.length; })(1, 2);')).toBe(2);
  });

  it('[GT12] keeps its lines', () => {
    expect(compile('const f = (a,\n b) =>\n { return a; };\nf();', 'list').split('\n')).toHaveLength(4);
  });

  it.each([
    '[].includes',
    '[].find',
    "''.startsWith",
    "''.replaceAll",
    '(function () {}).call',
    '(function () {}).bind',
    "({})['con' + 'structor']",
  ])('[GT13] does not have %s', (name) => {
    expect(run(`return typeof ${name};`)).toBe('undefined');
  });

  it('[GT13] has nothing of the page, and makes no code of text', () => {
    for (const name of ['window', 'globalThis', 'Object', 'Function', 'eval', 'console', 'Promise'])
      expect(run(`return typeof ${name};`)).toBe('undefined');
  });
});
