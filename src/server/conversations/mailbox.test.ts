import { describe, expect, it } from 'vitest';
import { createMailboxes } from './mailbox.ts';

const gate = () => {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
};

describe('mailboxes', () => {
  it('[EN40] works off one key in order, one at a time, and does not hold up another key', async () => {
    const mailboxes = createMailboxes();
    const log: string[] = [];
    const first = gate();
    const a = mailboxes.run('a', async () => {
      log.push('a1 begins');
      await first.passed;
      log.push('a1 ends');
    });
    const b = mailboxes.run('a', async () => void log.push('a2'));
    await mailboxes.run('b', async () => void log.push('b1'));
    expect(log).toEqual(['a1 begins', 'b1']);
    first.open();
    await Promise.all([a, b]);
    expect(log).toEqual(['a1 begins', 'b1', 'a1 ends', 'a2']);
  });

  it('[EN40] goes on after work that throws', async () => {
    const mailboxes = createMailboxes();
    const broken = mailboxes.run('a', async () => {
      throw new Error('broken');
    });
    const next = mailboxes.run('a', async () => 'done');
    await expect(broken).rejects.toThrow('broken');
    expect(await next).toBe('done');
  });

  it('[EN41] takes no more than its bounds, and takes again when there is room', async () => {
    const mailboxes = createMailboxes({ perKey: 2, total: 3 });
    const { open, passed } = gate();
    const running = [mailboxes.run('a', () => passed), mailboxes.run('a', () => passed)];
    expect(mailboxes.run('a', () => passed)).toBeUndefined();
    running.push(mailboxes.run('b', () => passed));
    expect(mailboxes.run('c', () => passed)).toBeUndefined();
    open();
    await Promise.all(running);
    expect(await mailboxes.run('c', async () => 1)).toBe(1);
  });
});
