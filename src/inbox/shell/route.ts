import type { Folder } from '../../protocol/rows.ts';

/** Where the reader is: a folder, and perhaps one conversation beside it; or a page that takes their place. */
export interface Route {
  folder: Folder;
  conversation?: string;
  page?: Page;
}

export type Page = (typeof PAGES)[number];
const PAGES = ['account', 'team', 'settings', 'install'] as const;

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

/** The address of a route, as a fragment: `#/in-progress/c_…`, `#/account`. */
export function routeHref({ folder, conversation, page }: Route): string {
  if (page) return `#/${page}`;
  return `#/${segment(folder)}${conversation === undefined ? '' : `/${encodeURIComponent(conversation)}`}`;
}

/** Reads a fragment; anything unknown is the folder New. */
export function parseRoute(hash: string): Route {
  const [, name = '', id = ''] = hash.replace(/^#/, '').split('/');
  const page = PAGES.find((one) => one === name);
  if (page) return { folder: 'new', page };
  const folder = FOLDERS.find((one) => segment(one) === name) ?? 'new';
  return /^c_[A-Za-z0-9_-]{16,40}$/.test(id) ? { folder, conversation: id } : { folder };
}
