import type { Ephemeral } from '../bus/ephemeral.ts';

/** Tries that one address, and one account from anywhere, may make at once, and then each second. */
const PER_ADDRESS = { burst: 30, perSecond: 0.5 };
const PER_ACCOUNT = { burst: 20, perSecond: 0.05 };

export interface SignInThrottle {
  /** 0: go on; else milliseconds to wait. */
  take(address: string, email: string): Promise<number>;
}

/** Slows down guessing of passwords, from one place and over many. */
export function createSignInThrottle(ephemeral: Ephemeral): SignInThrottle {
  return {
    async take(address, email) {
      const byAddress = await ephemeral.take(`sign-in/address/${address}`, PER_ADDRESS);
      // An address that must wait anyway does not also lock the account's owner out.
      return byAddress || ephemeral.take(`sign-in/account/${email.toLowerCase()}`, PER_ACCOUNT);
    },
  };
}
