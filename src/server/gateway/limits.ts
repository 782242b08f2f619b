import { isIPv6 } from 'node:net';

/** Frames of any kind that a socket may send at once, and then each second; above that it is closed with 4429. */
const FRAME_BURST = 300;
const FRAMES_PER_SECOND = 60;

/** Who shares an address: an IPv4 address stands alone, an IPv6 customer has a /64. */
export function addressPrefix(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return address;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...zeros, ...right].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${groups.join(':')}::/64`;
}

/** Whether one more frame of a socket is within what a socket may send. @param now ms of a clock that never jumps */
export function createFrameMeter(now: () => number): () => boolean {
  let tokens = FRAME_BURST;
  let at = now();
  return () => {
    const time = now();
    tokens = Math.min(FRAME_BURST, tokens + ((time - at) / 1000) * FRAMES_PER_SECOND);
    at = time;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
