import type { Folder } from '../../protocol/rows.ts';

/** Where the reader is: a folder, and perhaps one conversation beside it. */
export interface Route {
  folder: Folder;
  conversation?: string;
}

/** In the order of the rail. */
export const FOLDERS = [
  'new',
  'in_progress',
  'mine',
  'priority',
  'chatbot',
  'closed',
  'archived',
] as const satisfies readonly Folder[];

const segment = (folder: Folder): string => folder.replace('_', '-');

/** The address of a route, as a fragment: `#/in-progress/c_…`. */
export function routeHref({ folder, conversation }: Route): string {
  return `#/${segment(folder)}${conversation === undefined ? '' : `/${encodeURIComponent(conversation)}`}`;
}

/** Reads a fragment; anything unknown is the folder New. */
export function parseRoute(hash: string): Route {
  const [, name = '', id = ''] = hash.replace(/^#/, '').split('/');
  const folder = FOLDERS.find((one) => segment(one) === name) ?? 'new';
  return /^c_[A-Za-z0-9_-]{16,40}$/.test(id) ? { folder, conversation: id } : { folder };
}
