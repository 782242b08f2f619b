import { render } from '@testing-library/preact';
import type { AgentClient, AgentState, TimelineState } from '../../client/client-state.ts';
import type { WireEntry } from '../../protocol/entries.ts';
import type { Me } from '../../protocol/frames.ts';
import type { Row } from '../../protocol/rows.ts';
import { createDrafts, type Drafts } from '../composer/drafts.ts';
import type { PeopleRest } from '../session/people-rest.ts';
import type { Rest } from '../session/rest.ts';
import { Inbox } from '../shell/inbox.tsx';
import { createPreferences } from '../shell/preferences.ts';
import type { Route } from '../shell/route.ts';
import { type Cell, createCell } from '../shell/store.ts';
import { createToasts, type Toasts } from '../shell/toasts.ts';

export const NOW = Date.UTC(2026, 10, 20, 12, 0, 0);
export const ME: Me = {
  id: 'a_jonas',
  name: 'Jonas Weber',
  email: 'jonas@demo.test',
  role: 'agent',
  permissions: ['chat'],
};
export const PRIYA = { id: 'a_priya', name: 'Priya Nair' };
export const CONVERSATION = 'c_marta000000000000000';

export function makeRow(change: Partial<Row> = {}): Row {
  return {
    conversation: CONVERSATION,
    seq: 1,
    folders: ['new'],
    visitor: { id: 'v_marta000000000000000', number: '4711', name: 'Marta Lindqvist', email: 'marta@example.com' },
    marker: 'person',
    status: 'assigned',
    owner: { id: ME.id, name: ME.name },
    topics: [],
    priority: false,
    active: true,
    archived: false,
    blocked: false,
    preview: { by: 'visitor', type: 'text', text: 'Hello' },
    at: NOW - 60_000,
    unread: 0,
    presence: 'online',
    ...change,
  };
}

type Body = { kind: WireEntry['kind'] } & Record<string, unknown>;

/** Entries one second apart, numbered from 1; `by` is the visitor unless told. */
export const makeEntries = (...bodies: Body[]): WireEntry[] =>
  bodies.map(
    (body, index) =>
      ({
        position: index + 1,
        at: NOW - 600_000 + index * 1000,
        v: 1,
        by: { role: 'visitor' },
        ...body,
      }) as unknown as WireEntry,
  );

export const said = (text: string, more: Record<string, unknown> = {}): Body => ({
  kind: 'message.sent',
  content: { type: 'text', text },
  ...more,
});

export const makeTimeline = (entries: readonly WireEntry[], change: Partial<TimelineState> = {}): TimelineState => ({
  conversation: CONVERSATION,
  epoch: 'e1',
  entries,
  hasOlder: false,
  from: 1,
  read: { visitor: 0, team: 0 },
  ...change,
});

export interface FakeClient extends AgentClient {
  cell: Cell<AgentState>;
  sent: Record<string, unknown>[];
  signals: Record<string, unknown>[];
  discarded: string[];
}

/** A client that records what it is asked and shows the state that a test sets. */
export function fakeClient(change: Partial<AgentState> = {}): FakeClient {
  const cell = createCell<AgentState>({
    connection: { at: 'online' },
    folder: 'new',
    rows: [],
    loading: false,
    hasMore: false,
    known: new Map(),
    outbox: [],
    ...change,
  });
  const sent: Record<string, unknown>[] = [];
  const signals: Record<string, unknown>[] = [];
  const discarded: string[] = [];
  const nothing = (): void => {};
  return {
    cell,
    sent,
    signals,
    discarded,
    start: nothing,
    stop: nothing,
    nudge: nothing,
    send(request) {
      sent.push({ ...request });
      return `command-${sent.length}`;
    },
    retry: (id) => id,
    discard: (id) => discarded.push(id),
    signal: (signal) => signals.push({ ...signal }),
    watchFolder: nothing,
    loadMore: nothing,
    open: nothing,
    loadOlder: nothing,
    state: cell.get,
    subscribe: cell.subscribe,
  };
}

const failing = async () => ({ ok: false, code: 'offline' }) as const;

const NO_PEOPLE: PeopleRest = {
  look: failing,
  accept: failing,
  forgotten: failing,
  reset: failing,
  rename: failing,
  changePassword: failing,
  sessions: failing,
  endSession: failing,
  factor: failing,
  beginFactor: failing,
  confirmFactor: failing,
  removeFactor: failing,
  team: failing,
  change: failing,
  passwordLink: failing,
  signOutAgent: failing,
  resetFactor: failing,
  invitations: failing,
  invite: failing,
  renewInvitation: failing,
  revokeInvitation: failing,
};
export const fakePeople = (change: Partial<PeopleRest> = {}): PeopleRest => ({ ...NO_PEOPLE, ...change });

export const fakeRest = (change: Partial<Rest> = {}): Rest => ({
  session: failing,
  signIn: failing,
  signOut: failing,
  agents: failing,
  products: failing,
  discounts: failing,
  departments: async () => ({ ok: true, value: { departments: ['Sales', 'Orders and returns'] } }),
  canned: failing,
  search: failing,
  customer: failing,
  settings: failing,
  saveSettings: failing,
  upload: failing,
  people: fakePeople(),
  ...change,
});

export interface Shown {
  client: FakeClient;
  drafts: Drafts;
  toasts: Toasts;
  route: Cell<Route>;
}

/** Draws the signed-in inbox with one conversation open. */
export function showInbox(client: FakeClient, rest: Rest = fakeRest(), route?: Route): Shown {
  const shown: Shown = {
    client,
    drafts: createDrafts(),
    toasts: createToasts(() => undefined),
    route: createCell(route ?? { folder: 'new', conversation: CONVERSATION }),
  };
  render(
    <Inbox
      {...shown}
      rest={rest}
      unpublished={createCell({})}
      preferences={createPreferences({ getItem: () => null, setItem: () => undefined })}
      go={shown.route.set}
      now={() => NOW}
      session={{ agent: ME, shop: { id: 'demo', name: 'Hazel & Hem' } }}
      onSignOut={() => undefined}
    />,
  );
  return shown;
}

/** The state of a client that shows one conversation. */
export const showing = (
  row: Row,
  entries: readonly WireEntry[],
  more: Partial<AgentState> = {},
): Partial<AgentState> => ({
  rows: [row],
  known: new Map([[row.conversation, row]]),
  open: makeTimeline(entries),
  ...more,
});
