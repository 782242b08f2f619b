import type { VisitorHello, VisitorServerFrame, VisitorSignal } from '../protocol/frames.ts';

type Welcome = Extract<VisitorServerFrame, { type: 'welcome' }>;

/** Whose words these are: tabs of another visitor pass over them. */
export interface TabOwner {
  visitor?: string;
  token?: string;
}

/**
 * What the tabs of one browser say to each other. One of them leads and has the socket. A `line` is that socket from
 * its welcome to its end, under a name of its own: what belongs to an older one is passed over.
 */
export type TabMessage<T = unknown> =
  /** A follower's hello, which the leader answers with one of the next three. */
  | { type: 'hello'; from: string; hello: VisitorHello }
  | { type: 'welcome'; to: string; line: string; welcome: Welcome; told: T }
  /** The leader is not online yet: a `line` will come. */
  | { type: 'wait'; to: string }
  /** Somebody else's tab: it needs a socket of its own. */
  | { type: 'no'; to: string }
  /** What a follower sends to the server, and what the server has sent. */
  | { type: 'up'; line: string; frame: VisitorSignal }
  | { type: 'down'; line: string; frame: VisitorServerFrame }
  /** The leader is online: who waits says hello. */
  | { type: 'line'; line: string }
  /** That line has ended; without a name, whichever anybody still holds. */
  | { type: 'over'; line?: string }
  /** Is there a leader? */
  | { type: 'probe' }
  | { type: 'alive' }
  /** What tabs of the same visitor have in common besides the conversation. */
  | { type: 'told'; owner: TabOwner; told: T };

/** Carries messages to all other tabs that listen, in order. */
export interface TabChannel<T = unknown> {
  post(message: TabMessage<T>): void;
  listen(hear: (message: TabMessage<T>) => void): void;
  /** Neither hears nor posts, until it listens again. */
  close(): void;
}

/** A place that one tab at a time can hold; whoever closes or crashes gives it up. */
export interface Leadership {
  /** Waits for the place. @returns gives it up, or stops waiting for it */
  stand(won: () => void): () => void;
}
