import type { Bus } from '../bus/bus.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { Store } from '../store/store.ts';
import { createClientProof } from './client-proof.ts';
import { createIdentify, type Identify } from './identify.ts';
import type { ServerKeys } from './secret.ts';
import { createVisitorTokens, type VisitorTokens } from './visitor-tokens.ts';

/** All that tells who a shopper is: their browser's token, and the shop's word. `now` in ms since the epoch. */
export function createVisitorIdentity(parts: {
  store: Pick<Store, 'identities' | 'people' | 'secrets'>;
  conversations: Pick<Conversations, 'prove'>;
  bus: Pick<Bus, 'signal'>;
  keys: ServerKeys;
  now: () => number;
}): { identify: Identify; tokens: VisitorTokens } {
  const { store, conversations, now } = parts;
  const { identities, people } = store;
  const tokens = createVisitorTokens({ keys: parts.keys, identities, bus: parts.bus, now });
  const proof = createClientProof(store.secrets, now);
  return { tokens, identify: createIdentify({ tokens, proof, identities, people, conversations }) };
}
