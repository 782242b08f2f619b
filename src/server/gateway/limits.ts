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

/** Between two frames of a socket that sends as many as it may, ms. */
const FRAME_GAP_MS = 1000 / FRAMES_PER_SECOND;

/**
 * When the frame after one that comes now would be due, if they came evenly; undefined when the socket has sent more
 * than it may. One number a socket is all that has to be kept for it.
 * @param due what came of the last call; at first any time that has passed. Both in ms of a clock that never jumps
 */
export function nextFrameAt(due: number, now: number): number | undefined {
  const from = Math.max(due, now);
  return from - now > (FRAME_BURST - 0.5) * FRAME_GAP_MS ? undefined : from + FRAME_GAP_MS;
}
