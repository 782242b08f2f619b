import { parseArgs } from 'node:util';
import { runFuzz } from './fuzz-run.ts';
import { growthOf, mib } from './memory.ts';

// npm run fuzz [-- --total N] [--seed N]
const { values } = parseArgs({
  options: {
    total: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const seed = Number(values.seed);
console.log(`${values.total} frames and requests, seed ${seed}`);
const started = performance.now();
const report = await runFuzz({ total: Number(values.total), seed, log: console.log });
const { frames, requests, conversations, entries, memory, faults } = report;
faults.push(...growthOf(memory));
for (const fault of faults) console.error(`FAULT ${fault}`);
const seconds = Math.round((performance.now() - started) / 1000);
console.log(
  `${frames} frames and ${requests} requests in ${seconds} s; ${entries} entries in ${conversations} conversations`,
);
console.log(
  `memory of the server: ${mib(memory.warm.resident)} half way, ${mib(memory.end.resident)} at the end; ` +
    `objects ${mib(memory.warm.heap)} and ${mib(memory.end.heap)}`,
);
console.log(faults.length === 0 ? 'Nothing broke.' : `${faults.length} faults, seed ${seed}`);
process.exitCode = faults.length === 0 ? 0 : 1;
