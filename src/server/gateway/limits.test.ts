import { describe, expect, it } from 'vitest';
import { addressPrefix, nextFrameAt } from './limits.ts';

describe('limits of the gateway', () => {
  it('[GW6] counts an IPv4 address by itself and an IPv6 address by its /64', () => {
    const cases = [
      ['203.0.113.7', '203.0.113.7'],
      ['::ffff:203.0.113.7', '203.0.113.7'],
      ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
      ['2001:DB8:0001:2::9', '2001:db8:1:2::/64'],
      ['2001:db8::1', '2001:db8:0:0::/64'],
      ['::1', '0:0:0:0::/64'],
      ['fe80::1%eth0', 'fe80:0:0:0::/64'],
      ['unknown', 'unknown'],
    ];
    for (const [address, prefix] of cases) expect(addressPrefix(address ?? '')).toBe(prefix);
  });

  it('[GW7] lets 300 frames pass at once and 60 a second after', () => {
    let now = 0;
    let due = 0;
    const passed = () => {
      for (let count = 0; ; count++) {
        const next = nextFrameAt(due, now);
        if (next === undefined) return count;
        due = next;
      }
    };
    expect(passed()).toBe(300);
    now += 1000;
    expect(passed()).toBe(60);
    now += 60_000;
    expect(passed()).toBe(300);
  });
});
