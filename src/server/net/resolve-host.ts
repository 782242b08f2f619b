import { lookup, Resolver } from 'node:dns/promises';

/** All addresses of a host name, at least one. Rejects when there are none. */
export type ResolveHost = (host: string) => Promise<string[]>;

/** Name servers that say nothing are asked twice, this long each, ms. */
const ASK = { timeout: 2000, tries: 2 };

/**
 * Asks the name servers themselves: the system's own look-up occupies one of four threads that files and pictures need
 * too, for as long as a name server keeps silent.
 */
export const askNameServers: ResolveHost = async (host) => {
  const resolver = new Resolver(ASK);
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  if (addresses.length === 0) throw new Error('The name has no address');
  return addresses;
};

/** The system's look-up, which knows the machine's host table: for names that the operator has listed. */
export const askSystem: ResolveHost = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);
