import { freeNames } from './scope.ts';
import { lineAt, type Node, read, walk } from './syntax.ts';

/** What stands around the tag's code: nothing else is there. */
export const IN_CODE = ['undefined', 'arguments', 'data', 'require'];
export const IN_TESTS = [...IN_CODE, 'mock', 'mockObject', 'runCode', 'assertThat', 'assertApi', 'fail'];

const ALLOWED = new Set(
  `ArrayExpression ArrowFunctionExpression AssignmentExpression BinaryExpression BlockStatement BreakStatement
  CallExpression ConditionalExpression ContinueStatement DoWhileStatement EmptyStatement ExpressionStatement ForInStatement
  ForOfStatement ForStatement FunctionDeclaration FunctionExpression Identifier IfStatement LabeledStatement Literal
  LogicalExpression MemberExpression ObjectExpression Property ReturnStatement SequenceExpression SwitchCase SwitchStatement
  TemplateElement UnaryExpression UpdateExpression VariableDeclaration VariableDeclarator WhileStatement`.split(/\s+/),
);
/** Ways out of the sandbox that are spelt as properties. */
const CLOSED = /^(constructor|__proto__|prototype|caller|callee|__define[GS]etter__|__lookup[GS]etter__)$/;

/** Why the sandbox does not take a node, if so. */
function refusal(node: Node): string | undefined {
  const { type, operator } = node;
  if (!ALLOWED.has(type)) return type;
  if (node.async || node.generator || node.await) return 'async or generator';
  if (type === 'Property' && node.kind !== 'init') return 'getter or setter';
  if (type === 'Property' && (node.method || node.shorthand || node.computed))
    return 'method, shorthand or computed property';
  if (type === 'Literal' && (node.regex || node.bigint)) return 'regular expression or bigint';
  if (type === 'UnaryExpression' && operator === 'delete') return 'delete';
  if (/^(instanceof|\*\*=?|\?\?=?|\|\|=|&&=)$/.test(`${operator}`)) return `${operator}`;
  if (node.optional) return '?.';
  if (type === 'MemberExpression' && CLOSED.test(propertyName(node))) return `.${propertyName(node)}`;
  return undefined;
}

function propertyName({ property, computed }: Node): string {
  const { name, value } = property as { name?: string; value?: unknown };
  return `${(computed ? value : name) ?? ''}`;
}

/**
 * What the sandbox of Tag Manager does not take in code: syntax that no published template uses, and names of the page.
 * @param known names that are there without being declared
 * @returns one sentence each, with the line
 */
export function refusedIn(code: string, known: Iterable<string> = IN_CODE): string[] {
  const names = [...known];
  const key = `${names} ${code}`;
  const found = judged.get(key) ?? judge(code, names);
  judged.set(key, found);
  return found;
}

/** A template's code is judged before each of its scenarios. */
const judged = new Map<string, string[]>();

function judge(code: string, known: string[]): string[] {
  let tree: Node;
  try {
    tree = read(code);
  } catch (error) {
    return [(error as Error).message];
  }
  const there = new Set(known);
  const line = (node: Node): string => `, line ${lineAt(code, node.start)}`;
  const syntax = [...walk(tree)].flatMap((node) => {
    const why = refusal(node);
    return why === undefined ? [] : [`${why} is not in the language of the sandbox${line(node)}`];
  });
  const names = freeNames(tree).filter(({ name }) => !there.has(`${name}`));
  return [...syntax, ...names.map((node) => `${node.name} is not there in the sandbox${line(node)}`)];
}
