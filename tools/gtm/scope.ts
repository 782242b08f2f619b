import { children, type Node } from './syntax.ts';

const FUNCTIONS = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;
const SCOPES = /^(BlockStatement|ForStatement|ForInStatement|ForOfStatement|SwitchStatement)$/;

const nameOf = (node: unknown): string => `${(node as { name?: unknown } | null)?.name ?? ''}`;

/** Names that a function or block brings in; `var` rises to the function around it. */
function declared(scope: Node, ofFunction: boolean): Set<string> {
  const names = new Set<string>();
  if (ofFunction) for (const param of (scope.params ?? []) as Node[]) names.add(nameOf(param));
  if (scope.type === 'FunctionExpression') names.add(nameOf(scope.id));
  const look = (node: Node, own: boolean): void => {
    if (node.type === 'VariableDeclaration' && (own || (ofFunction && node.kind === 'var')))
      for (const { id } of node.declarations as { id: Node }[]) names.add(nameOf(id));
    if (node.type === 'FunctionDeclaration') names.add(nameOf(node.id));
    if (FUNCTIONS.test(node.type)) return;
    for (const child of children(node)) look(child, own && !SCOPES.test(node.type));
  };
  for (const child of children(scope)) look(child, true);
  return names;
}

/** Names that are used and nowhere declared. */
export function freeNames(code: Node): Node[] {
  const free: Node[] = [];
  const visit = (node: Node, around: Set<string>): void => {
    const ofFunction = FUNCTIONS.test(node.type);
    const inside = ofFunction || SCOPES.test(node.type) ? new Set([...around, ...declared(node, ofFunction)]) : around;
    if (node.type === 'Identifier' && !inside.has(nameOf(node))) free.push(node);
    for (const child of children(node)) if (isValue(node, child)) visit(child, inside);
  };
  visit(code, declared(code, true));
  return free;
}

/** Not names of properties, and not labels. */
function isValue(node: Node, child: Node): boolean {
  if (node.type === 'MemberExpression') return child !== node.property || node.computed === true;
  if (node.type === 'Property') return child !== node.key || node.computed === true;
  return !/^(LabeledStatement|BreakStatement|ContinueStatement)$/.test(node.type) || child.type !== 'Identifier';
}
