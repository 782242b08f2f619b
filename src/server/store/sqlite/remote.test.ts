import { afterEach, describe, expect, it, vi } from 'vitest';
import { StoreUnusable } from '../errors.ts';
import { type Remote, startRemote } from './remote.ts';

type Ports = {
  echo: { say(word: string): Promise<string>; fail(): Promise<void>; die(): Promise<void>; throw(): Promise<void> };
};

/** A worker written for this test: it echoes, or ends as it is told. */
const WORKER = `
import { parentPort, workerData } from 'node:worker_threads';
if (workerData.fails) throw new Error('no luck');
parentPort.on('message', (message) => {
  if (message.end) return parentPort.close();
  if (message.method === 'die') process.exit(3);
  if (message.method === 'throw') setImmediate(() => { throw new Error('out of order'); });
  if (message.method === 'fail') {
    parentPort.postMessage({ at: 'error', n: message.n, failure: { name: 'Error', message: 'refused' } });
  }
  if (message.method === 'say') parentPort.postMessage({ at: 'answer', n: message.n, value: message.parameters[0] });
});
parentPort.postMessage({ at: 'open', notes: { ready: true } });
`;
const entry = new URL(`data:text/javascript,${encodeURIComponent(WORKER)}`);

describe('a worker of the store', () => {
  const onDeath = vi.fn<(error: StoreUnusable) => void>();
  let remote: Remote<Ports> | undefined;
  const start = async (data: object = {}) => {
    remote = await startRemote<Ports>({ name: 'writer', entry, data, onDeath });
    return remote;
  };
  afterEach(async () => {
    await remote?.close();
    remote = undefined;
    onDeath.mockReset();
  });

  it('[ST35] answers each call with its own result or error', async () => {
    const { port, notes } = await start();
    expect(notes).toEqual({ ready: true });
    expect(await Promise.all([port('echo').say('one'), port('echo').say('two')])).toEqual(['one', 'two']);
    await expect(port('echo').fail()).rejects.toThrow('refused');
  });

  it.each(['die', 'throw'] as const)(
    '[ST35] rejects every pending and later call once it is gone (%s)',
    async (end) => {
      const echo = (await start()).port('echo');
      const pending = [echo[end](), echo[end]()];
      for (const call of pending) await expect(call).rejects.toThrow(StoreUnusable);
      await expect(echo.say('anyone?')).rejects.toThrow(/store's writer has/);
      await vi.waitUntil(() => onDeath.mock.calls.length === 1);
    },
  );

  it('[ST35] that cannot start rejects with the reason', async () => {
    await expect(start({ fails: true })).rejects.toThrow('no luck');
  });

  it('[ST35] ends without a sound when it is asked to', async () => {
    const { port, close } = await start();
    await close();
    await expect(port('echo').say('anyone?')).rejects.toThrow('The store is closed.');
    expect(onDeath).not.toHaveBeenCalled();
  });
});
