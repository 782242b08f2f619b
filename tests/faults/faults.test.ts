import { expect, it } from 'vitest';
import { seeded } from '../support/random.ts';
import { runFaults } from './fault-run.ts';
import { generateMessages } from './messages.ts';

it('[EN0] keeps every acknowledged message once, in order and byte for byte, while the server is killed and lines are cut', {
  timeout: 120_000,
}, async () => {
  const seed = 20_260;
  const report = await runFaults({
    messages: generateMessages(200, seeded(seed)),
    visitors: 8,
    kills: 3,
    lifeMs: 1500,
    seed,
    withinMs: 60_000,
    log: () => undefined,
  });
  expect(report).toMatchObject({ faults: [], sent: 200, stored: 200, kills: 3 });
});
