import { freeNames } from './scope.ts';
import { type Node, read, walk } from './syntax.ts';

type Edit = [at: number, until: number, text: string];

/**
 * Rewrites code to what it means in the sandbox: arrows have `arguments` of their own, and `arguments` is an array.
 * Lines stay where they are.
 * @param list the name of a function that makes an array of `arguments`
 */
export function compile(code: string, list: string): string {
  const known = compiled.get(code) ?? rewrite(code, list);
  compiled.set(code, known);
  return known;
}

/** A template's code is run by each of its scenarios. */
const compiled = new Map<string, string>();

function rewrite(code: string, list: string): string {
  const tree = read(code);
  const edits: Edit[] = [...walk(tree)]
    .filter(({ type }) => type === 'ArrowFunctionExpression')
    .flatMap((arrow) => asFunction(code, arrow));
  for (const { name, start, end } of freeNames(tree))
    if (name === 'arguments') edits.push([start, end, `${list}(arguments)`]);
  // From the end, so that places before an edit stay. Of two arrows that end at one place the outer is written first:
  // what is put there later comes before it.
  return edits
    .map((edit, nth) => ({ edit, nth }))
    .sort((one, other) => other.edit[0] - one.edit[0] || one.nth - other.nth)
    .reduce((text, { edit: [at, until, put] }) => text.slice(0, at) + put + text.slice(until), code);
}

function asFunction(code: string, { start, end, params, body, expression }: Node): Edit[] {
  const inside = body as Node;
  const names = (params as Node[]).map(({ name }) => `${name}`).join(', ');
  const lines = code.slice(start, inside.start).replace(/[^\n]/g, '');
  // `x => ({ … })`: the brackets around the object are no part of the body.
  const open = expression ? code.slice(start, inside.start).lastIndexOf('=>') + start + 2 : inside.start;
  if (!expression)
    return [
      [start, open, `(function (${names}) ${lines}`],
      [end, end, ')'],
    ];
  return [
    [start, open, `(function (${names}) { return (${lines}`],
    [end, end, '); })'],
  ];
}
