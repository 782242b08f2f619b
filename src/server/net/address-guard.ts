import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Why a URL that somebody has given is not fetched. */
export type UrlFault = 'not_a_url' | 'scheme' | 'credentials' | 'port' | 'address';

/** Keeps the server from being sent to machines that only it can reach. */
export interface AddressGuard {
  /** What is wrong with the URL itself; undefined: its name may be resolved, and the address is judged then. */
  fault(url: string): UrlFault | undefined;
  /** Whether a connection to this address may be made for this host. Called with what the host has resolved to. */
  allows(address: string, host: string): boolean;
  /** Whether the operator has listed the host by name, so that the machine's own host table counts for it. */
  lists(host: string): boolean;
}

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** What the internet routes: outside of it are tunnels, translations and ranges that nobody has been given. */
const GLOBAL_UNICAST: Range = ipaddr.parseCIDR('2000::/3');

/**
 * [SR1–SR6] Public addresses only, except what the operator lists.
 *
 * @param allow host names, addresses and CIDR ranges that may be reached although they are not public.
 * @param insecureLoopback whether `http:` is accepted for this machine; everything else is `https:`.
 */
export function createAddressGuard(options: { allow: readonly string[]; insecureLoopback: boolean }): AddressGuard {
  const ranges: Range[] = [];
  const names = new Set<string>();
  for (const entry of options.allow) {
    const range = rangeOf(entry);
    if (range) ranges.push(range);
    else names.add(entry.toLowerCase());
  }
  const lists = (host: string): boolean => names.has(bare(host));

  const allows = (address: string, host: string): boolean => {
    if (!isIP(address)) return false;
    if (lists(host)) return true;
    const parsed = ipaddr.parse(address);
    return isPublic(parsed) || ranges.some((range) => within(parsed, range));
  };

  return {
    fault(text) {
      const url = URL.parse(text);
      if (!url) return 'not_a_url';
      const host = bare(url.hostname);
      if (url.protocol !== 'https:' && !(url.protocol === 'http:' && options.insecureLoopback && isLoopback(host))) {
        return 'scheme';
      }
      if (url.username || url.password) return 'credentials';
      const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
      if (port < 1024 && port !== 443 && port !== 80) return 'port';
      return isIP(host) && !allows(host, host) ? 'address' : undefined;
    },
    allows,
    lists,
  };
}

/** A host as `isIP` and the list of names know it: without brackets, without the dot of a full name. */
export const bare = (hostname: string): string => hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '');

/** An address or a CIDR range as a range; undefined for anything else. */
export function rangeOf(text: string): Range | undefined {
  if (isIP(text)) {
    const address = ipaddr.parse(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  }
  const [address = '', bits = ''] = text.split('/');
  return isIP(address) && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128)
    ? ipaddr.parseCIDR(text)
    : undefined;
}

/** Every special range counts as not public, IPv4 inside IPv6 included: it is a way around the table of IPv4. */
function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || within(address, GLOBAL_UNICAST));
}

function within(address: ipaddr.IPv4 | ipaddr.IPv6, [base, bits]: Range): boolean {
  return address.kind() === base.kind() && address.match([base, bits] as [ipaddr.IPv4, number] & [ipaddr.IPv6, number]);
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || (isIP(host) !== 0 && ipaddr.parse(host).range() === 'loopback');
