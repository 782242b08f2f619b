import { parseSync } from 'vite';

/** A node of the syntax tree. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

const BEFORE = '(function () {\n';

/**
 * Reads code as the body of a function, so that `return` may stand at its top. Positions count from the start of `code`.
 * @throws SyntaxError with the line
 */
export function read(code: string): Node {
  const { program, errors } = parseSync('code.js', `${BEFORE}${code}\n})`, {
    lang: 'js',
    sourceType: 'script',
    preserveParens: false,
  });
  const [error] = errors;
  if (error)
    throw new SyntaxError(`${error.message}, line ${lineAt(code, (error.labels[0]?.start ?? 0) - BEFORE.length)}`);
  const body = (program.body[0] as unknown as { expression: { body: Node } }).expression.body;
  shift(body);
  return body;
}

function shift(node: Node): void {
  node.start -= BEFORE.length;
  node.end -= BEFORE.length;
  for (const child of children(node)) shift(child);
}

const isNode = (value: unknown): value is Node => typeof (value as Node | undefined)?.type === 'string';

/** What stands directly below a node. */
export const children = (node: Node): Node[] =>
  Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isNode));

/** A node and all below it, each before what is inside. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of children(node)) yield* walk(child);
}

export const lineAt = (code: string, position: number): number =>
  code.slice(0, Math.max(0, position)).split('\n').length;
