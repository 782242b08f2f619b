import { createHash, randomUUID } from 'node:crypto';
import type { Ephemeral } from '../bus/ephemeral.ts';

const HOUR_MS = 3_600_000;
/** Wrong tries before the waiting begins, and for how long each of them counts. */
const PER_PAIR = { free: 5, keptMs: 24 * HOUR_MS };
const PER_ADDRESS = { free: 20, keptMs: HOUR_MS };
const LONGEST_MS = 15 * 60_000;
/** Wrong tries that an account takes from all addresses where it never was signed in. */
const PER_ACCOUNT = { burst: 50, perSecond: 1 / 60 };
/** Requests of one address, right or wrong: each costs a hash. */
const REQUESTS = { burst: 60, perSecond: 1 };
/** For so long an address from which somebody has signed in is known as theirs. */
const KNOWN_MS = 30 * 24 * HOUR_MS;

/** One try at a password or a code. Counts as a wrong one until it is told otherwise. */
export interface Attempt {
  /** 0: go on; else milliseconds to wait, and nothing was counted. */
  waitMs: number;
  /** It was right: what was wrong before is forgotten. */
  passed(): Promise<void>;
  /** It was neither: the password was right and a code is still to come. */
  undecided(): Promise<void>;
}

/**
 * Slows down whoever guesses. After five wrong tries an account, from one address, waits 1 s, 2 s, 4 s … up to 15 minutes;
 * an address waits likewise after twenty over all accounts. Beside that an account takes only so many wrong tries from
 * everywhere: those do not hold up its owner where they have signed in before, so nobody can lock them out.
 */
export interface SignInThrottle {
  attempt(address: string, email: string): Promise<Attempt>;
  /** For requests that send an email: 0: go on; else milliseconds to wait. */
  takeMail(address: string, email: string): Promise<number>;
}

/** @param now milliseconds since the epoch */
export function createSignInThrottle(ephemeral: Ephemeral, now: () => number = () => Date.now()): SignInThrottle {
  /** Wrong tries are members, so that each lapses by itself. Counted first and judged then: tries that come at once see each other. */
  async function count(key: string, { free, keptMs }: typeof PER_PAIR) {
    const id = randomUUID();
    const at = now();
    await ephemeral.touch(key, id, keptMs, String(at));
    const members = await ephemeral.members(key);
    members.delete(id);
    const last = Math.max(0, ...[...members.values()].map(Number));
    const steps = members.size - free;
    const waitMs = steps < 0 ? 0 : Math.max(0, last + Math.min(LONGEST_MS, 1000 * 2 ** Math.min(steps, 20)) - at);
    return {
      waitMs,
      uncount: () => ephemeral.leave(key, id),
      async clear() {
        await Promise.all([id, ...members.keys()].map((member) => ephemeral.leave(key, member)));
      },
    };
  }

  return {
    async attempt(address, email) {
      const account = digest(email.toLowerCase());
      const place = digest(address);
      const requestMs = await ephemeral.take(`sign-in/requests/${place}`, REQUESTS);
      if (requestMs > 0) return refused(requestMs);
      const knownKey = `sign-in/known/${account}`;
      const known = (await ephemeral.members(knownKey)).has(place);
      const pair = await count(`sign-in/pair/${account}/${place}`, PER_PAIR);
      // Colleagues behind one address do not wait for one another's mistakes.
      const around = known ? undefined : await count(`sign-in/address/${place}`, PER_ADDRESS);
      const uncount = async (): Promise<void> => {
        await Promise.all([pair.uncount(), around?.uncount()]);
      };
      const waitMs =
        Math.max(pair.waitMs, around?.waitMs ?? 0) ||
        (known ? 0 : await ephemeral.take(`sign-in/account/${account}`, PER_ACCOUNT));
      if (waitMs > 0) {
        await uncount();
        return refused(waitMs);
      }
      return {
        waitMs: 0,
        undecided: uncount,
        async passed() {
          await Promise.all([pair.clear(), around?.uncount(), ephemeral.touch(knownKey, place, KNOWN_MS)]);
        },
      };
    },

    async takeMail(address, email) {
      return ephemeral.takeAll([
        { key: `mail/address/${digest(address)}`, burst: 20, perSecond: 1 / 60 },
        { key: `mail/account/${digest(email.toLowerCase())}`, burst: 3, perSecond: 1 / 600 },
      ]);
    },
  };
}

const nothing = async (): Promise<void> => {};
const refused = (waitMs: number): Attempt => ({ waitMs, passed: nothing, undecided: nothing });

/** Addresses do not stand in a store of others, such as Redis. */
const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
