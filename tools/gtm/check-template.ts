import { NEEDS } from './apis/create-apis.ts';
import { refusedIn, refusedSyntax } from './language.ts';
import { fields } from './parameters.ts';
import { namesIn } from './permissions.ts';
import { type Node, read, walk } from './syntax.ts';
import type { TemplateFile } from './template-file.ts';

/** What is wrong with a template, and what is only odd. */
export interface Findings {
  errors: string[];
  warnings: string[];
}

/** Reads a template without running it: the language of its code, and its permissions against what it uses. */
export function checkTemplate(template: TemplateFile): Findings {
  const { code, oddities, parameters } = template;
  const refused = [...template.errors, ...refusedIn(code).map((one) => `code: ${one}`)];
  if (refusedSyntax(code).length > 0) return { errors: refused, warnings: oddities };

  const nodes = [...walk(read(code))];
  const { errors, warnings } = permissionFindings(template, nodes);
  const known = new Set([
    'gtmOnSuccess',
    'gtmOnFailure',
    'gtmEventId',
    'gtmTagId',
    ...fields(parameters).map(({ name }) => name),
  ]);
  const fieldNames = new Set(nodes.flatMap(fieldRead));
  const unknown = [...fieldNames].filter((name) => !known.has(name)).map((name) => `data.${name} has no field`);
  return { errors: [...refused, ...errors], warnings: [...oddities, ...warnings, ...unknown] };
}

/** Names of APIs that code asks for. */
export const requiredIn = (nodes: Node[]): string[] => nodes.flatMap((node) => requiredBy(node) ?? []);

function requiredBy(node: Node): string | undefined {
  if (node.type !== 'CallExpression' || (node.callee as Node).name !== 'require') return undefined;
  const [name] = node.arguments as Node[];
  return typeof name?.value === 'string' ? name.value : undefined;
}

/** The names under which code keeps an API: `const inject = require('injectScript')`. */
const namesOf = (api: string, nodes: Node[]): Node[] =>
  nodes.flatMap(({ type, id, init }) =>
    type === 'VariableDeclarator' && init && requiredBy(init as Node) === api ? [id as Node] : [],
  );

/** Whether code does more with an API than to ask for it. */
function isUsed(api: string, nodes: Node[]): boolean {
  const kept = namesOf(api, nodes);
  const asked = nodes.filter((node) => requiredBy(node) === api).length;
  return (
    asked > kept.length ||
    kept.some(({ name, start }) => nodes.some((node) => node.name === name && node.start !== start))
  );
}

/** Permissions that code asks about before it does something. */
function askedIn(nodes: Node[]): Set<string> {
  const names = new Set(['queryPermission', ...namesOf('queryPermission', nodes).map(({ name }) => `${name}`)]);
  return new Set(
    nodes.flatMap((node) =>
      node.type === 'CallExpression' && names.has(`${(node.callee as Node).name}`)
        ? (node.arguments as Node[]).slice(0, 1).map(({ value }) => `${value}`)
        : [],
    ),
  );
}

function fieldRead({ type, object, property, computed }: Node): string[] {
  if (type !== 'MemberExpression' || computed || (object as Node).name !== 'data') return [];
  return [`${(property as Node).name}`];
}

function permissionFindings({ permissions, place }: TemplateFile, nodes: Node[]): Findings {
  if (place === 'server') return { errors: [], warnings: ['a template for a server: its permissions are not checked'] };
  const apis = [...new Set(requiredIn(nodes))].flatMap((api) => (NEEDS[api] ? [[NEEDS[api], api] as const] : []));
  const needed = new Set(apis.map(([permission]) => permission));
  const asked = askedIn(nodes);
  const strings = nodes.flatMap(({ type, value }) => (type === 'Literal' && typeof value === 'string' ? [value] : []));
  const unused = Object.keys(permissions).filter((permission) => !needed.has(permission) && !asked.has(permission));
  const unnamed = Object.entries(permissions)
    .filter(([permission]) => needed.has(permission))
    .flatMap(([permission, parameters]) =>
      namesIn(parameters)
        .filter((name) => !strings.some((text) => text === name || name.startsWith(`${text}.`)))
        .map((name) => `permission ${permission}: ${name} is nowhere named in the code`),
    );
  const missing = apis.filter(([permission]) => !permissions[permission]);
  // Nothing breaks where the code asks before, or never uses what it requires; and who may not log is not heard, and goes on.
  const breaks = ([permission, api]: readonly [string, string]): boolean =>
    permission !== 'logging' && !asked.has(permission) && isUsed(api, nodes);
  const say = ([permission, api]: readonly [string, string]): string => `${api} needs the permission ${permission}`;
  return {
    errors: missing.filter(breaks).map(say),
    warnings: [
      ...missing.filter((one) => !breaks(one)).map(say),
      ...unused.map((permission) => `permission ${permission} is not used`),
      ...unnamed,
    ],
  };
}
