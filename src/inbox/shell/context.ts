import { type ComponentChild, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AgentClient, AgentState } from '../../client/client-state.ts';
import type { Me } from '../../protocol/frames.ts';
import type { Row } from '../../protocol/rows.ts';
import type { Readable } from '../../ui/store.ts';
import type { Drafts } from '../composer/drafts.ts';
import type { Rest } from '../session/rest.ts';
import type { Draft } from '../settings/draft.ts';
import type { Preferences } from './preferences.ts';
import type { Route } from './route.ts';
import type { Cell } from './store.ts';
import type { Toasts } from './toasts.ts';

/** The one dialog that is open over everything, if any. */
export type Dialog =
  | { kind: 'close'; conversation: string }
  | { kind: 'block'; conversation: string }
  | { kind: 'search' }
  | { kind: 'shortcuts' }
  /** One that belongs to a page. */
  | { kind: 'own'; draw(): ComponentChild };

/** What every part of the signed-in inbox works with. */
export interface Tools {
  client: AgentClient;
  rest: Rest;
  drafts: Drafts;
  preferences: Cell<Preferences>;
  /** What has been changed in the settings and is not published, by name. */
  unpublished: Cell<Draft>;
  toasts: Toasts;
  dialog: Cell<Dialog | undefined>;
  route: Readable<Route>;
  me: Me;
  shop: { id: string; name: string };
  departments: readonly string[];
  /** Ms since the epoch. */
  now(): number;
  go(route: Route): void;
  signOut(): void;
}

const ToolsContext = createContext<Tools | undefined>(undefined);
export const ToolsProvider = ToolsContext.Provider;

export function useTools(): Tools {
  const tools = useContext(ToolsContext);
  if (!tools) throw new Error('useTools outside of the signed-in inbox');
  return tools;
}

const LiveContext = createContext<AgentState | undefined>(undefined);
export const LiveProvider = LiveContext.Provider;

/** What the socket has told so far; drawn again when it changes. */
export function useLive(): AgentState {
  const live = useContext(LiveContext);
  if (!live) throw new Error('useLive outside of the signed-in inbox');
  return live;
}

/** The newest row of a conversation that this page knows. */
export function useRow(conversation: string | undefined): Row | undefined {
  const live = useLive();
  if (conversation === undefined) return undefined;
  return live.known.get(conversation) ?? live.rows.find((row) => row.conversation === conversation);
}
