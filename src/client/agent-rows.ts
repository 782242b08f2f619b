import type { Folder, Row } from '../protocol/rows.ts';

export interface AgentRows {
  folder(): Folder;
  /** Rows of the watched folder, newest first. */
  rows(): readonly Row[];
  known(): ReadonlyMap<string, Row>;
  loading(): boolean;
  hasMore(): boolean;
  watch(folder: Folder): void;
  /** Asks for the first page again; what is shown stays until it has come. */
  refresh(): void;
  loadMore(): void;
  row(row: Row): void;
  listed(folder: Folder, more: boolean): void;
}

/** [CL60–CL63] The lists of the inbox, kept from `row` frames: the newest row of a conversation wins. */
export function createAgentRows(
  ask: (frame: { type: 'watch_list'; folder: Folder; before?: number }) => void,
): AgentRows {
  const known = new Map<string, Row>();
  let folder: Folder = 'new';
  /** Conversations that were told of since the folder was first asked for, and since the page under way was. */
  let shown = new Set<string>();
  let coming: Set<string> | undefined;
  /** Last time in the pages that have come: rows before it belong to a page not asked for yet. */
  let oldest = Infinity;
  let loading = true;
  let more = false;
  let page: 'first' | 'next' | undefined;

  function first(): void {
    page = 'first';
    coming = new Set();
    ask({ type: 'watch_list', folder });
  }

  return {
    folder: () => folder,
    rows: () =>
      [...known.values()]
        .filter((row) => shown.has(row.conversation) && row.folders.includes(folder) && (!more || row.at >= oldest))
        .sort((a, b) => b.at - a.at || (a.conversation < b.conversation ? -1 : 1)),
    known: () => known,
    loading: () => loading,
    hasMore: () => more,
    watch(next) {
      folder = next;
      shown = new Set();
      loading = true;
      more = false;
      first();
    },
    refresh: first,
    loadMore() {
      if (page || !more) return;
      page = 'next';
      coming = new Set();
      ask({ type: 'watch_list', folder, before: oldest });
    },
    row(row) {
      const before = known.get(row.conversation);
      if (!before || row.seq >= before.seq) known.set(row.conversation, row);
      shown.add(row.conversation);
      coming?.add(row.conversation);
    },
    listed(of, hasMore) {
      if (of !== folder || !coming) return;
      const came = [...coming].flatMap((id) => known.get(id) ?? []).filter((row) => row.folders.includes(folder));
      const last = Math.min(...came.map((row) => row.at));
      oldest = page === 'first' ? last : Math.min(oldest, last);
      if (page === 'first') shown = coming;
      coming = undefined;
      page = undefined;
      loading = false;
      more = hasMore;
    },
  };
}
