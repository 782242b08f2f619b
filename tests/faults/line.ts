import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** The way from clients to servers: a TCP load balancer without memory, whose connections the test can spoil. */
export interface Line {
  port: number;
  /** Cuts this share of the connections without a goodbye; returns how many. */
  cut(share: number): number;
  /** Holds back all bytes of this share for a while; then half of them go on and the others break. */
  stall(share: number, ms: number): number;
  /** From now on every byte of this share comes so much later. */
  delay(share: number, ms: number): number;
  close(): Promise<void>;
}

interface Pair {
  near: Socket;
  far: Socket;
  delayMs: number;
  stalled: boolean;
  /** Lets go of what a stall has held back. */
  flow(): void;
}

const CONNECT_TRIES = 6;

/** @param targets ports of the servers; one that does not answer is passed over */
export async function openLine(targets: number[], random: () => number): Promise<Line> {
  const pairs = new Set<Pair>();
  let turn = 0;

  const server = createServer({ pauseOnConnect: true, noDelay: true }, (near) => {
    near.on('error', () => undefined);
    let tries = 0;
    const reach = (): void => {
      if (near.destroyed) return;
      turn += 1;
      const far = connect({ port: targets[turn % targets.length]!, host: '127.0.0.1', noDelay: true });
      far.once('connect', () => join(near, far));
      far.once('error', () => {
        tries += 1;
        if (tries < CONNECT_TRIES && targets.length > 1) reach();
        else near.resetAndDestroy();
      });
    };
    reach();
  });

  function join(near: Socket, far: Socket): void {
    far.removeAllListeners('error');
    const held: (() => void)[] = [];
    const pair: Pair = {
      near,
      far,
      delayMs: 0,
      stalled: false,
      flow() {
        for (const pass of held.splice(0)) pass();
      },
    };
    pairs.add(pair);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      let last = Promise.resolve();
      // One after the other, whatever the delay was when they came.
      const after = (run: () => void): void => {
        const { delayMs } = pair;
        last = last.then(() =>
          delayMs > 0 ? new Promise<void>((resolve) => setTimeout(resolve, delayMs)) : undefined,
        );
        void last.then(() => (pair.stalled ? held.push(run) : run()));
      };
      from.on('data', (chunk: Buffer) => after(() => void (to.destroyed || to.write(chunk))));
      from.on('error', () => to.destroy());
      from.on('end', () => after(() => to.end()));
      from.on('close', () => {
        after(() => to.destroy());
        pairs.delete(pair);
      });
    }
    near.resume();
  }

  const chosen = (share: number): Pair[] => [...pairs].filter(() => random() < share);
  const breakOff = ({ near, far }: Pair): void => {
    near.resetAndDestroy();
    far.resetAndDestroy();
  };

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    cut(share) {
      const hit = chosen(share);
      for (const pair of hit) breakOff(pair);
      return hit.length;
    },
    stall(share, ms) {
      const hit = chosen(share);
      for (const pair of hit) {
        pair.stalled = true;
        const goesOn = random() < 0.5;
        setTimeout(() => {
          pair.stalled = false;
          if (goesOn) pair.flow();
          else breakOff(pair);
        }, ms).unref();
      }
      return hit.length;
    },
    delay(share, ms) {
      const hit = chosen(share);
      for (const pair of hit) pair.delayMs = ms;
      return hit.length;
    },
    async close() {
      for (const pair of pairs) breakOff(pair);
      server.close();
      await once(server, 'close');
    },
  };
}
