import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  port: number;
  /** Cuts this share of the connections, chosen by `random`; returns how many. */
  cut(share: number, random: () => number): number;
  close(): Promise<void>;
}

/** A TCP proxy between clients and server whose connections the test can cut without a goodbye. */
export async function startCuttingProxy(target: number): Promise<CuttingProxy> {
  const live = new Set<{ near: Socket; far: Socket }>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    const pair = { near, far };
    live.add(pair);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        other.destroy();
        live.delete(pair);
      });
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    cut(share, random) {
      const chosen = [...live].filter(() => random() < share);
      for (const { near, far } of chosen) {
        near.resetAndDestroy();
        far.resetAndDestroy();
      }
      return chosen.length;
    },
    async close() {
      for (const { near, far } of live) {
        near.destroy();
        far.destroy();
      }
      server.close();
      await once(server, 'close');
    },
  };
}
