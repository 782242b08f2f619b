import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AgentClient } from '../../client/client-state.ts';
import type { Session } from '../../protocol/rest.ts';
import { type Readable, useStore } from '../../ui/store.ts';
import type { Drafts } from '../composer/drafts.ts';
import { BlockDialog } from '../conversation/block-dialog.tsx';
import { CloseDialog } from '../conversation/close-dialog.tsx';
import { SearchDialog } from '../list/search-dialog.tsx';
import type { Rest } from '../session/rest.ts';
import type { Draft } from '../settings/draft.ts';
import { ConnectionBanner } from './banner.tsx';
import { type Dialog, LiveProvider, type Tools, ToolsProvider } from './context.ts';
import { Frame } from './frame.tsx';
import type { Preferences } from './preferences.ts';
import type { Route } from './route.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { type Cell, createCell } from './store.ts';
import { ToastShelf } from './toast-shelf.tsx';
import type { Toasts } from './toasts.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useTitle } from './use-title.ts';

export interface InboxParts {
  client: AgentClient;
  rest: Rest;
  drafts: Drafts;
  toasts: Toasts;
  preferences: Cell<Preferences>;
  unpublished: Cell<Draft>;
  route: Readable<Route>;
  go(route: Route): void;
  now(): number;
}

interface InboxProps extends InboxParts {
  session: Session;
  onSignOut(): void;
}

/** The signed-in inbox: starts the client, and puts its parts where every component finds them. */
export function Inbox({ session, onSignOut, ...parts }: InboxProps) {
  const { client, rest, route, drafts } = parts;
  const [dialog] = useState(() => createCell<Dialog | undefined>(undefined));
  const [departments, setDepartments] = useState<readonly string[]>([]);
  const live = useStore(useMemo(() => ({ get: client.state, subscribe: client.subscribe }), [client]));
  const { folder } = useStore(route);

  useEffect(() => {
    client.start();
    void rest.departments().then((answer) => answer.ok && setDepartments(answer.value.departments));
    const abort = new AbortController();
    const nudge = (): void => {
      if (document.visibilityState === 'visible') client.nudge();
    };
    window.addEventListener('online', nudge, { signal: abort.signal });
    document.addEventListener('visibilitychange', nudge, { signal: abort.signal });
    return () => {
      abort.abort();
      client.stop();
    };
  }, [client]);
  useEffect(() => client.watchFolder(folder), [folder]);

  const tools: Tools = {
    ...parts,
    dialog,
    departments,
    drafts,
    me: live.me ?? session.agent,
    shop: live.shop ?? session.shop,
    signOut: onSignOut,
  };
  return (
    <ToolsProvider value={tools}>
      <LiveProvider value={live}>
        <Shell dialog={dialog} />
      </LiveProvider>
    </ToolsProvider>
  );
}

function Shell({ dialog }: { dialog: Cell<Dialog | undefined> }) {
  const open = useStore(dialog);
  const frame = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  useTitle();
  useShortcuts();

  // What had the focus when a dialog opened has it again when it closes.
  if (open && !before.current) before.current = document.activeElement;
  useEffect(() => {
    if (open) return;
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    before.current = null;
  }, [open]);

  return (
    <>
      {/* A dialog hides what is behind it from everybody: there is one "Close conversation" at a time. */}
      <div ref={frame} class="shell" inert={open !== undefined} aria-hidden={open ? 'true' : undefined}>
        <ConnectionBanner />
        <Frame />
      </div>
      <ToastShelf />
      {open?.kind === 'close' && <CloseDialog conversation={open.conversation} />}
      {open?.kind === 'block' && <BlockDialog conversation={open.conversation} />}
      {open?.kind === 'search' && <SearchDialog />}
      {open?.kind === 'shortcuts' && <ShortcutsDialog />}
      {open?.kind === 'own' && open.draw()}
    </>
  );
}
