import { CLOSE_CODES, CLOSE_REASONS, type CloseName } from '../../protocol/close-codes.ts';
import { fill } from '../../ui/fill.ts';
import { words } from '../locales/check-en.ts';
import type { Finding } from './finding.ts';

/** Longer than this, an answer will not come. */
const PATIENCE_MS = 10_000;
/** Clocks may differ by so much before anybody sees it. */
const SKEW_MS = 30_000;

/**
 * Says hello as the chat would, and leaves again. Nothing is written for it, neither here nor there.
 * @param shop the shop's key
 */
export function probeConnection(api: string, shop: string, signal: AbortSignal): Promise<Finding> {
  const address = `${api.replace(/^http/, 'ws')}/ws`;
  const { origin } = location;
  const name = words.connection;
  return new Promise((resolve) => {
    let socket: WebSocket;
    const end = (finding: Omit<Finding, 'name'>): void => {
      clearTimeout(timer);
      resolve({ name, ...finding });
      socket?.close();
    };
    const refused = (): void => end({ mark: 'note', says: fill(words.noSocket, { address }) });
    const timer = setTimeout(refused, PATIENCE_MS);
    try {
      socket = new WebSocket(address, 'shopbell.v1');
    } catch {
      // A policy that refuses it may say so at once.
      refused();
      return;
    }
    socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', protocol: 1, shop, consent: 0 }));
    socket.onmessage = ({ data }) => {
      if (`${data}`.includes('"welcome"')) end({ mark: 'good', says: fill(words.connects, { origin }) });
    };
    socket.onerror = refused;
    socket.onclose = ({ code }) => {
      const [reason] = Object.entries(CLOSE_CODES).find(([, one]) => one.code === code) ?? [];
      if (reason === 'forbidden') end({ mark: 'bad', says: fill(words.notAllowed, { origin }) });
      else end({ mark: 'bad', says: fill(words.closed, { code, reason: CLOSE_REASONS[reason as CloseName] ?? '' }) });
    };
    signal.addEventListener('abort', () => socket.close());
  });
}

/** Holds this device's clock against the server's. */
export async function probeClock(settingsAddress: string, signal: AbortSignal): Promise<Finding> {
  const name = words.clock;
  try {
    const asked = Date.now();
    const { headers } = await fetch(settingsAddress, { cache: 'no-store', credentials: 'omit', signal });
    // A cache on the way says how old its answer is. The header has whole seconds: half of one is the best guess.
    const age = Number(headers.get('age') ?? 0) * 1000;
    const server = Date.parse(headers.get('date') ?? '') + age + 500;
    const skew = Math.round(((asked + Date.now()) / 2 - server) / 1000);
    if (Number.isNaN(skew)) return { name, mark: 'note', says: words.noClock };
    const seconds = Math.abs(skew);
    if (seconds * 1000 <= SKEW_MS)
      return { name, mark: 'good', says: fill(words.clockFine, { seconds: Math.max(1, seconds) }) };
    return {
      name,
      mark: 'bad',
      says: fill(words.clockOff, { seconds, side: skew > 0 ? words.ahead : words.behind }),
    };
  } catch {
    // Why it failed stands among what was blocked.
    return { name, mark: 'note', says: words.noClock };
  }
}
