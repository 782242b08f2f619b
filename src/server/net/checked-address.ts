import { isIP, type LookupFunction } from 'node:net';
import type { AddressGuard } from './address-guard.ts';
import { askNameServers, askSystem, type ResolveHost } from './resolve-host.ts';

/** Where a host may be reached, or why it may not. */
export type CheckedAddress = { addresses: string[] } | { fault: 'name' | 'address' };

/** Every address must be allowed: a name that points inside as well as outside is not to be trusted. */
export function createAddressCheck({ guard, resolve }: { guard: AddressGuard; resolve?: ResolveHost }) {
  return async (host: string): Promise<CheckedAddress> => {
    const ask = resolve ?? (guard.lists(host) || host === 'localhost' ? askSystem : askNameServers);
    const addresses = isIP(host) ? [host] : await ask(host).catch(() => []);
    if (addresses.length === 0) return { fault: 'name' };
    return addresses.every((address) => guard.allows(address, host)) ? { addresses } : { fault: 'address' };
  };
}

/** Has a socket go to what was checked, whatever the name resolves to by then. */
export function lookupOf(addresses: string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all }, answer) => {
    if (all) answer(null, found);
    else answer(null, found[0]!.address, found[0]!.family);
  };
}
