import { afterEach, describe, expect, it } from 'vitest';
import { createMetrics } from '../http/metrics.ts';
import { createMeters } from '../meters.ts';
import { message, openGateway, type World } from './gateway.fixture.ts';

let world: World;
afterEach(() => world.close());

async function open() {
  const metrics = createMetrics('1.2.3');
  world = await openGateway({ wrap: (options) => ({ ...options, metrics, meters: createMeters(metrics) }) });
  return {
    world,
    /** The samples whose line begins so, by what follows. */
    async samples(start: string): Promise<Record<string, number>> {
      const lines = (await metrics.text()).body.split('\n').filter((line) => line.startsWith(start));
      return Object.fromEntries(
        lines.map((line) => [line.slice(start.length).split(' ')[0], Number(line.split(' ')[1])]),
      );
    },
  };
}

describe('what is counted of sockets', () => {
  it('[MT2] tells how many are open, by side, and how each has closed', async () => {
    const { world: w, samples } = await open();
    const [shopper] = await w.shopper();
    await w.agent();
    const stranger = await w.connect();
    const sides = { '{side="visitor"}': 1, '{side="agent"}': 1, '{side="unknown"}': 1 };
    expect(await samples('shopbell_connections')).toMatchObject(sides);
    stranger.send('nonsense');
    await stranger.closed();
    shopper.socket.close(4999);
    await expect
      .poll(() => samples('shopbell_connections_closed_total'))
      .toEqual({
        '{code="4400"}': 1,
        '{code="other"}': 1,
      });
    expect(await samples('shopbell_connections{')).toMatchObject({ 'side="visitor"}': 0, 'side="unknown"}': 0 });
  });

  it('[MT1] measures from the frame to its ack, and counts what was refused', async () => {
    const { world: w, samples } = await open();
    const [shopper] = await w.shopper();
    shopper.send(message('Hello'));
    await shopper.next('ack');
    shopper.send({ type: 'message.recall', id: crypto.randomUUID() });
    await shopper.next('refused');
    const [jonas] = await w.agent();
    jonas.send({ type: 'note.add', id: crypto.randomUUID(), conversation: 'c_0000000000000000', text: 'Hm' });
    await jonas.next('refused');
    expect(await samples('shopbell_ack_seconds_count')).toEqual({ '': 1 });
    expect(await samples('shopbell_refusals_total')).toEqual({
      '{code="unknown_command"}': 1,
      '{code="not_found"}': 1,
    });
  });
});
