import { freeNames } from './scope.ts';
import { lineAt, type Node, read, walk } from './syntax.ts';

/** What stands around the tag's code: nothing else is there. */
const THERE = new Set(['undefined', 'arguments', 'data', 'require']);

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
 * @returns one sentence each, with the line
 */
export function refusedIn(code: string): string[] {
  const { syntax, names } = judged(code);
  return syntax.length > 0 ? syntax : names;
}

/** The same, names aside: code with a name that is not there can be run up to it. */
export const refusedSyntax = (code: string): string[] => judged(code).syntax;

interface Judgement {
  syntax: string[];
  names: string[];
}

/** A template's code is judged before each of its scenarios. */
const known = new Map<string, Judgement>();

function judged(code: string): Judgement {
  const judgement = known.get(code) ?? judge(code);
  known.set(code, judgement);
  return judgement;
}

function judge(code: string): Judgement {
  let tree: Node;
  try {
    tree = read(code);
  } catch (error) {
    return { syntax: [(error as Error).message], names: [] };
  }
  const line = (node: Node): string => `, line ${lineAt(code, node.start)}`;
  const nodes = [...walk(tree)];
  const syntax = nodes.flatMap((node) => {
    const why = refusal(node);
    return why === undefined ? [] : [`${why} is not in the language of the sandbox${line(node)}`];
  });
  // `typeof window` may be asked of a name that is not there.
  const asked = new Set(nodes.flatMap(({ operator, argument }) => (operator === 'typeof' ? [argument as Node] : [])));
  const names = freeNames(tree).filter((node) => !THERE.has(`${node.name}`) && !asked.has(node));
  return { syntax, names: names.map((node) => `${unknown(`${node.name}`)}${line(node)}`) };
}

/** `1 &lt; 2` is no error of syntax: it reads as `1 & lt; 2`. */
const unknown = (name: string): string =>
  /^(lt|gt|amp|quot)$/.test(name) ? `&${name}; stands in it, as in a web page` : `${name} is not there in the sandbox`;
