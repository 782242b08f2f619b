import { parseArgs } from 'node:util';
import { seeded } from '../support/random.ts';
import { runFaults } from './fault-run.ts';
import { generateMessages, readMessages } from './messages.ts';

// npm run faults [-- --messages FILE] [--seed N] [--kills N] [--visitors N]
const { values } = parseArgs({
  options: {
    messages: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kills: { type: 'string', default: '12' },
    visitors: { type: 'string', default: '40' },
  },
});
const seed = Number(values.seed);
const messages = values.messages ? readMessages(values.messages) : generateMessages(1600, seeded(seed));
console.log(`${messages.length} messages, ${values.visitors} visitors, seed ${seed}`);
const report = await runFaults({
  messages,
  visitors: Number(values.visitors),
  kills: Number(values.kills),
  lifeMs: 2500,
  seed,
  withinMs: 60_000,
  log: console.log,
});
for (const fault of report.faults) console.error(`FAULT ${fault}`);
console.log(`${report.kills} kills, ${report.cuts} connections cut; sent ${report.sent}, stored ${report.stored}`);
console.log(
  report.faults.length === 0
    ? 'Nothing lost, doubled or out of order.'
    : `${report.faults.length} faults, seed ${seed}`,
);
process.exitCode = report.faults.length === 0 ? 0 : 1;
