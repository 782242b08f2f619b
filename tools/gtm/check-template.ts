import { NEEDS } from './apis/create-apis.ts';
import { refusedIn } from './language.ts';
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
  const refused = refusedIn(code).map((one) => `code: ${one}`);
  if (refused.length > 0) return { errors: refused, warnings: oddities };

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
  return { errors, warnings: [...oddities, ...warnings, ...unknown] };
}

/** Names of APIs that code asks for. */
export const requiredIn = (nodes: Node[]): string[] =>
  nodes.flatMap((node) => {
    if (node.type !== 'CallExpression' || (node.callee as Node).name !== 'require') return [];
    const [name] = node.arguments as Node[];
    return typeof name?.value === 'string' ? [name.value] : [];
  });

function fieldRead({ type, object, property, computed }: Node): string[] {
  if (type !== 'MemberExpression' || computed || (object as Node).name !== 'data') return [];
  return [`${(property as Node).name}`];
}

function permissionFindings({ permissions, place }: TemplateFile, nodes: Node[]): Findings {
  if (place === 'server') return { errors: [], warnings: ['a template for a server: its permissions are not checked'] };
  const needed = new Map(requiredIn(nodes).flatMap((api) => (NEEDS[api] ? [[NEEDS[api], api] as const] : [])));
  const asked = new Set(
    nodes.flatMap((node) =>
      node.type === 'CallExpression' && /^queryPermission$/.test(`${(node.callee as Node).name}`)
        ? (node.arguments as Node[]).slice(0, 1).map(({ value }) => `${value}`)
        : [],
    ),
  );
  const missing = [...needed].filter(([permission]) => !permissions[permission]);
  const strings = nodes.flatMap(({ type, value }) => (type === 'Literal' && typeof value === 'string' ? [value] : []));
  const unused = Object.keys(permissions).filter((permission) => !needed.has(permission) && !asked.has(permission));
  const unnamed = Object.entries(permissions)
    .filter(([permission]) => needed.has(permission))
    .flatMap(([permission, parameters]) =>
      namesIn(parameters)
        .filter((name) => !strings.some((text) => text === name || name.startsWith(`${text}.`)))
        .map((name) => `permission ${permission}: ${name} is nowhere named in the code`),
    );
  // Who may not log is not heard, and goes on: nothing breaks.
  const say = ([permission, api]: readonly [string, string]): string => `${api} needs the permission ${permission}`;
  return {
    errors: missing.filter(([permission]) => permission !== 'logging').map(say),
    warnings: [
      ...missing.filter(([permission]) => permission === 'logging').map(say),
      ...unused.map((permission) => `permission ${permission} is not used`),
      ...unnamed,
    ],
  };
}
