import { type Bus, topics } from '../bus/bus.ts';
import { type ErasedSignal, REMOVED } from '../conversations/erased-signal.ts';

/** Tells all processes that copies of a log from before are no longer good; who misses it hears it from the sweep. */
export const tellErased =
  (bus: Pick<Bus, 'signal'>) =>
  (shop: string, conversation: string, erasures: number): void => {
    bus.signal(topics.conversation(shop, conversation), { type: 'erased', erasures } satisfies ErasedSignal);
    bus.signal(topics.lists(shop), { conversation });
  };

/** The same for a log that is gone as a whole. */
export const tellRemoved =
  (bus: Pick<Bus, 'signal'>) =>
  (shop: string, conversation: string): void => {
    bus.signal(topics.conversation(shop, conversation), { type: 'erased', erasures: REMOVED } satisfies ErasedSignal);
  };
