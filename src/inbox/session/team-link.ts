import type { Readable } from '../../ui/store.ts';
import { createCell } from '../shell/store.ts';

/** What the page was opened with: an invitation, or a new password. */
export interface TeamLink {
  kind: 'invitation' | 'reset';
  secret: string;
}

export interface TeamLinkCell extends Readable<TeamLink | undefined> {
  /** It was used, or put aside. */
  drop(): void;
}

const FORM = /^#\/(invitation|reset)\/(sb[ir]_[\w-]{10,190})$/;

/**
 * The link in the page's fragment. It leaves the address bar and the history at once: what it opens is for whoever
 * reads it first.
 */
export function createTeamLink(page: Window): TeamLinkCell {
  const cell = createCell<TeamLink | undefined>(undefined);
  const take = (): void => {
    const [, kind, secret] = FORM.exec(page.location.hash) ?? [];
    if (!kind || !secret) return;
    page.history.replaceState(null, '', '#/new');
    cell.set({ kind: kind as TeamLink['kind'], secret });
  };
  take();
  page.addEventListener('hashchange', take);
  return { get: cell.get, subscribe: cell.subscribe, drop: () => cell.set(undefined) };
}
