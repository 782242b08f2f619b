import { parseArgs } from 'node:util';
import { seeded } from '../support/random.ts';
import { runFaults } from './fault-run.ts';
import { generateMessages, readMessages } from './messages.ts';
import type { StoreKind } from './site.ts';

// npm run faults [-- --store sqlite|postgres] [--messages FILE] [--seed N] [--kills N] [--visitors N] [--agents N]
const { values } = parseArgs({
  options: {
    store: { type: 'string' },
    messages: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kills: { type: 'string', default: '105' },
    visitors: { type: 'string', default: '200' },
    agents: { type: 'string', default: '10' },
    outages: { type: 'string', default: '7' },
  },
});
const seed = Number(values.seed);
const visitors = Number(values.visitors);
const kills = Number(values.kills);
const everyMs = 3000;
const stores: StoreKind[] =
  values.store === 'sqlite' || values.store === 'postgres' ? [values.store] : ['sqlite', 'postgres'];
let faults = 0;
for (const store of stores) {
  // One message of each shopper in about six seconds, unless a file says what is written.
  const generated = visitors * Math.ceil((kills * everyMs) / 6000);
  const messages = values.messages ? readMessages(values.messages) : generateMessages(generated, seeded(seed));
  console.log(`${store}: ${messages.length} messages, ${visitors} shoppers, ${values.agents} agents, seed ${seed}`);
  const report = await runFaults({
    store,
    messages,
    visitors,
    agents: Number(values.agents),
    kills,
    everyMs,
    outageEvery: Number(values.outages),
    seed,
    withinMs: 120_000,
    log: console.log,
  });
  for (const fault of report.faults) console.error(`FAULT ${fault}`);
  const { cut, stalled, delayed } = report.lines;
  console.log(
    `${report.kills} kills, ${report.outages} outages, ${cut} lines cut, ${stalled} stalled, ${delayed} slowed down`,
  );
  console.log(`sent ${report.sent}, stored ${report.stored}; ${report.botReplies} turns of the bot, each taken once`);
  console.log(`a newcomer is heard after ${report.recovery.median} ms (median), ${report.recovery.worst} ms (worst)`);
  faults += report.faults.length;
}
console.log(faults === 0 ? 'Nothing lost, doubled or out of order.' : `${faults} faults, seed ${seed}`);
process.exitCode = faults === 0 ? 0 : 1;
