import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryEphemeral } from '../bus/memory-ephemeral.ts';
import { createSignInThrottle, type SignInThrottle } from './sign-in-throttle.ts';

let now: number;
let throttle: SignInThrottle;
beforeEach(() => {
  now = 1_800_000_000_000;
  throttle = createSignInThrottle(createMemoryEphemeral({ clock: () => now }), () => now);
});

/** Wrong tries as fast as they are let through, until `count` were made. @returns the waits between them */
async function guess(count: number, address: string, email = 'ann@oak.test'): Promise<number[]> {
  const waits: number[] = [];
  for (let made = 0; made < count; ) {
    const { waitMs } = await throttle.attempt(address, email);
    if (waitMs === 0) made++;
    else {
      waits.push(waitMs);
      now += waitMs;
    }
  }
  return waits;
}

describe('guessing', () => {
  it('[TI22] waits 1 s, 2 s, 4 s … up to 15 minutes after five wrong tries', async () => {
    const waits = await guess(18, 'place');
    const backOff = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900].map((s) => s * 1000);
    expect(waits).toEqual(backOff);
  });

  it('[TI22] counts tries that come at once', async () => {
    const attempts = await Promise.all(Array.from({ length: 40 }, () => throttle.attempt('place', 'ann@oak.test')));
    expect(attempts.filter(({ waitMs }) => waitMs === 0).length).toBeLessThanOrEqual(5);
  });

  it('[TI23] is forgiven by the right password, and not by a code that is still to come', async () => {
    await guess(5, 'place');
    now += 1000;
    const half = await throttle.attempt('place', 'ann@oak.test');
    await half.undecided();
    const right = await throttle.attempt('place', 'Ann@oak.test');
    expect(right.waitMs).toBe(0);
    await right.passed();
    expect(await guess(5, 'place')).toEqual([]);
    expect((await throttle.attempt('place', 'ann@oak.test')).waitMs).toBe(1000);
  });

  it('[TI24] from elsewhere does not hold up the owner', async () => {
    await guess(12, 'attacker');
    expect((await throttle.attempt('attacker', 'ann@oak.test')).waitMs).toBeGreaterThan(0);
    expect((await throttle.attempt('home', 'ann@oak.test')).waitMs).toBe(0);
  });

  it('[TI24] from everywhere at once is slowed down for new places, and not where the owner has been before', async () => {
    await (await throttle.attempt('home', 'ann@oak.test')).passed();
    let refused = 0;
    for (let n = 0; n < 200; n++) if ((await throttle.attempt(`bot-${n}`, 'ann@oak.test')).waitMs > 0) refused++;
    expect(refused).toBeGreaterThan(140);
    const wait = (await throttle.attempt('hotel', 'ann@oak.test')).waitMs;
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60_000);
    expect((await throttle.attempt('home', 'ann@oak.test')).waitMs).toBe(0);
  });

  it('[TI25] one password over many accounts is slowed down by its address, and not for colleagues who are known there', async () => {
    await (await throttle.attempt('office', 'ann@oak.test')).passed();
    const waits: number[] = [];
    for (let n = 0; n < 40; n++) waits.push((await throttle.attempt('office', `user-${n}@oak.test`)).waitMs);
    expect(waits.slice(0, 20)).toEqual(Array(20).fill(0));
    expect(waits.slice(20).every((wait) => wait > 0)).toBe(true);
    expect((await throttle.attempt('office', 'ann@oak.test')).waitMs).toBe(0);
  });

  it('[TI26] mails to one address are few', async () => {
    const waits = await Promise.all([1, 2, 3, 4].map(() => throttle.takeMail('place', 'ann@oak.test')));
    expect(waits.map((wait) => wait > 0)).toEqual([false, false, false, true]);
  });
});
