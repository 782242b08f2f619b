import { startPostgres } from './server/testing/start-postgres.ts';
import { createPostgresStore } from './server/store/postgres/create-postgres-store.ts';
import { begin, says, lineOf, started, unitOf } from './server/store/fixtures.contract.ts';
const s = await startPostgres({port:21101});
const store = await createPostgresStore({ url: await s.url() });
let ack = 0, errs = 0, last: any;
const write = async (begun: any) => {
  let row: any;
  for (let n = 0; n < 60; n += 1) {
    const ledger = lineOf(begun, { seq: n + 1, pub: n + 1 });
    for (;;) {
      const unit = unitOf(begun, row, [says(`t ${n}`)], { ledger });
      const o = await store.log.commit([unit]).then(([f]) => f, (e) => { errs++; last = e; console.log('ERR', e); return undefined; });
      if (o?.at === 'committed' || o?.at === 'duplicate') { row = unit.row; break; }
      if (o) throw new Error(JSON.stringify(o));
      if (errs > 20) throw last;
    }
    ack++;
  }
};
const done = Promise.all(Array.from({length: 8}, () => write(begin())));
done.catch((e) => { console.log('FAILED', e); process.exit(1); });
for (const share of [0.1, 0.2, 0.3, 0.4, 0.5, 0.6,0.7, 0.8]) {
  while (ack < share * 480) await new Promise((r) => setTimeout(r, 1));
  await s.restart(share === 0.5 ? 'gentle' : 'hard'); console.log('restarted', ack);
}
await done; console.log('done', ack, errs);
await store.close(); await s.stop();
