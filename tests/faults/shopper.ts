import { createVisitorClient } from '../../src/client/visitor-client.ts';
import type { WireEntry } from '../../src/protocol/entries.ts';
import { platformOf } from './platform.ts';

/** Words that somebody sent, and the command that carried them. */
export interface Sent {
  conversation?: string;
  command: string;
  text: string;
}

export interface Shopper {
  conversation(): string | undefined;
  /** What was written so far, in order. */
  sent: readonly Sent[];
  /** Messages not written yet, waiting, or on their way. */
  open(): number;
  /** Codes of final refusals. */
  failures(): string[];
  /** Where it stands, for a run that does not come to its end. */
  describe(): string;
  /** What the client shows. */
  view(): readonly WireEntry[];
  stop(): void;
}

/** A shopper with the real client over real sockets, who writes `texts` at random intervals of `paceMs` on average. */
export function startShopper(
  port: number,
  origin: string,
  texts: readonly string[],
  paceMs: number,
  random: () => number,
): Shopper {
  const sent: Sent[] = [];
  let next: NodeJS.Timeout | undefined;
  let token: string | undefined;
  const client = createVisitorClient({
    url: `ws://127.0.0.1:${port}/ws`,
    platform: platformOf({ origin }, random),
    hello: () => ({ shop: 'demo', locale: 'en', consent: 0, token }),
    onToken: (fresh) => {
      token = fresh;
    },
  });
  client.start();
  const write = (): void => {
    const text = texts[sent.length];
    if (text === undefined) return;
    sent.push({ text, command: client.send({ type: 'message.send', content: { type: 'text', text } }) });
    next = setTimeout(write, 2 * paceMs * random());
  };
  write();
  return {
    conversation: () => client.state().timeline?.conversation,
    sent,
    open: () => client.state().outbox.length + texts.length - sent.length,
    failures: () => client.state().outbox.flatMap(({ state }) => (state.at === 'failed' ? [state.code] : [])),
    describe() {
      const { connection, outbox } = client.state();
      return JSON.stringify({ connection, written: sent.length, outbox: outbox.map(({ state }) => state) });
    },
    view: () => client.state().timeline?.entries ?? [],
    stop() {
      clearTimeout(next);
      client.stop();
    },
  };
}
