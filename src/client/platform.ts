/** What the client needs of the world; a page passes the real ones, tests pass their own. */
export interface Clock {
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** The part of a WebSocket that is used. */
export interface Socket {
  send(text: string): void;
  close(code?: number, reason?: string): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
}
export type OpenSocket = (url: string, protocol: string) => Socket;

/** Where unsent commands wait for the next page; within consent. May throw: the client then goes on in memory. */
export interface OutboxStorage {
  load(): string | null;
  save(text: string): void;
  clear(): void;
}

export interface Platform {
  /** Looked up at each connection: another way may have been found meanwhile. */
  openSocket: OpenSocket;
  clock: Clock;
  /** 0 ≤ x < 1. */
  random(): number;
  uuid(): string;
}
