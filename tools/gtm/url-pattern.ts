const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
const glob = (pattern: string, star: string): RegExp => new RegExp(`^${pattern.split('*').map(escaped).join(star)}$`);

/** Whether a text fits a pattern in which `*` stands for anything. */
export const fits = (pattern: string, text: string): boolean => glob(pattern, '[\\s\\S]*').test(text);

/**
 * Whether a template may load an address: `https://host/*`, `https://*.host/x.js`, `https://host/pkg*`, and
 * `https://host/` for every path of the host. A query is free where the pattern names none. Always https.
 */
export function fitsAddress(pattern: string, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, pathname, search, username } = new URL(address);
  const [, hosts = '', path = '/'] = /^https:\/\/([^/]*)(\/.*)?$/.exec(pattern) ?? [];
  if (protocol !== 'https:' || username !== '' || hosts === '' || !glob(hosts, '[^/]*').test(host)) return false;
  if (path === '/') return true;
  return fits(path, pathname + search) || (!path.includes('?') && fits(path, pathname));
}
