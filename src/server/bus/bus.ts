/** Carries wake-ups and signals between the parts of one process, or of many. Both may be lost; nothing may depend on them alone. */
export interface Bus extends Carrier {
  /** The same, but for listeners of this process alone: what a sweep has found needs no second telling elsewhere. */
  readonly here: Carrier;
  /** Returns the stop function. A listener that throws does not hinder the others. */
  listen(topic: string, listener: BusListener): () => void;
  /** Called when the bus had been away, so that wake-ups were surely lost. Returns the stop function. */
  onReturn(listener: () => void): () => void;
  /** Whether other processes can be told and heard now; a bus of one process is always reachable. */
  reachable(): boolean;
  close(): Promise<void>;
}

export interface Carrier {
  /** "The log of this topic has grown to seq." */
  wake(topic: string, seq: number): void;
  /** Typing, presence, alerts: carried and forgotten. */
  signal(topic: string, payload: unknown): void;
}

/** Told the topic as well, so that one listener can stand on many. */
export interface BusListener {
  wake?(seq: number, topic: string): void;
  signal?(payload: unknown, topic: string): void;
}

/** Names of topics; each starts with the shop. */
export const topics = {
  conversation: (shop: string, id: string): string => `${shop}/conversation/${id}`,
  visitor: (shop: string, id: string): string => `${shop}/visitor/${id}`,
  /** Payload `{conversation}`: a row of this shop's lists changed; with `alert: true` when a person is wanted from now on. */
  lists: (shop: string): string => `${shop}/lists`,
};
