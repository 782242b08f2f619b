import { describe, expect, it } from 'vitest';
import { seeded } from '../support/random.ts';
import { RECOVERS_WITHIN_MS, runFaults } from './fault-run.ts';
import { generateMessages } from './messages.ts';

const SEED = 20_260;
const options = { agents: 3, everyMs: 2000, seed: SEED, withinMs: 60_000, log: () => undefined };
const messages = generateMessages(240, seeded(SEED));

describe('while things break', { timeout: 180_000 }, () => {
  it('[EN0] the embedded store keeps every acknowledged message once and in order, byte for byte, through kills and spoilt lines', async () => {
    const report = await runFaults({ ...options, store: 'sqlite', messages, visitors: 12, kills: 3, outageEvery: 0 });
    expect(report).toMatchObject({ faults: [], kills: 3 });
    expect(report.stored).toBe(report.sent);
    expect(report.recovery.worst).toBeLessThan(RECOVERS_WITHIN_MS);
  });

  it('[EN0] so do three processes on PostgreSQL and Redis, both of which go away and come back', async () => {
    const report = await runFaults({ ...options, store: 'postgres', messages, visitors: 12, kills: 4, outageEvery: 2 });
    expect(report).toMatchObject({ faults: [], kills: 4, outages: 2 });
    expect(report.stored).toBe(report.sent);
    expect(report.recovery.worst).toBeLessThan(RECOVERS_WITHIN_MS);
  });
});
