import type { Platform, Socket } from '../../client/platform.ts';

/** The page's own sockets, clock and chance. */
export function browserPlatform(page: Window & typeof globalThis): Platform {
  return {
    openSocket: (url, protocol) => new page.WebSocket(url, protocol) as Socket,
    clock: {
      now: () => Date.now(),
      setTimeout: (run, ms) => page.setTimeout(run, ms),
      clearTimeout: (handle) => page.clearTimeout(handle as number),
    },
    random: () => Math.random(),
    uuid: () => crypto.randomUUID(),
  };
}

/** The socket's address on the server that served this page. */
export const socketUrl = ({ protocol, host }: Pick<Location, 'protocol' | 'host'>): string =>
  `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/ws`;
