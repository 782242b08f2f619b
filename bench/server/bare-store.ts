import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCommitter } from '../../src/server/conversations/committer.ts';
import { begin, jobOf, lineOf, says, unitOf } from '../../src/server/store/fixtures.contract.ts';
import type { ConversationRow } from '../../src/server/store/log.ts';
import { createSqliteStore } from '../../src/server/store/sqlite/create-sqlite-store.ts';

// The measure of all commits: the store alone, asked by so many writers at once, each waiting for its last commit.
const writers = Number(process.argv[2]);
const forMs = Number(process.argv[3]);
const dir = await mkdtemp(join(tmpdir(), 'shopbell-bench-'));
const store = await createSqliteStore({ file: join(dir, 'store.db') });
const committer = createCommitter(store.log);
const end = performance.now() + forMs;
let done = 0;

async function write(): Promise<void> {
  const begun = begin();
  let row: ConversationRow | undefined;
  while (performance.now() < end) {
    const unit = unitOf(begun, row, [says('Where is my order? It was to come on Tuesday.')], {
      ledger: lineOf(begun),
      jobs: [jobOf(begun)],
    });
    const outcome = await committer.commit(unit);
    if (outcome.at !== 'committed') throw new Error(`a commit came to ${outcome.at}`);
    row = unit.row;
    done += 1;
  }
}
await Promise.all(Array.from({ length: writers }, write));
console.log(`commits ${Math.round((done * 1000) / forMs)}`);
await store.close();
await rm(dir, { recursive: true });
