import { begin, says, started } from '../fixtures.contract.ts';
import { createSqliteStore } from './create-sqlite-store.ts';

// Run by a test in a process of its own: commits, tells what was acknowledged, and goes on until it is killed.
const store = await createSqliteStore({ file: process.argv[2]! });
for (let n = 1; ; n += 1) {
  const begun = begin();
  await started(store, begun, [says(`words-${n}`)]);
  process.stdout.write(`${begun.shop} ${begun.conversation} words-${n}\n`);
}
