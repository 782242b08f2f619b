import type { Scope } from '../../protocol/scopes.ts';
import type { SignedIn } from './agent-sessions.ts';

/** A person of the team, by the session cookie. */
export interface AgentCaller extends SignedIn {
  kind: 'agent';
  shop: string;
}

/** A merchant's server, by an API key. */
export interface KeyCaller {
  kind: 'key';
  shop: string;
  key: { id: string; name: string; scopes: Scope[] };
}

/** Who asks over REST; everything that they see is their shop's. */
export type Caller = AgentCaller | KeyCaller;

/** The reader that unread counts are for; a key reads for nobody. */
export const readerOf = (who: Caller): string => (who.kind === 'agent' ? who.agent.id : '');

/** Tells callers of one shop apart: in what is kept of their requests. */
export const callerName = (who: Caller): string =>
  who.kind === 'agent' ? `agent:${who.agent.id}` : `key:${who.key.id}`;
