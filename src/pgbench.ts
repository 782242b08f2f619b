import { Pool } from 'pg';
import { startPostgres } from './server/testing/start-postgres.ts';
import { createPostgresStore } from './server/store/postgres/create-postgres-store.ts';
import { begin, says, lineOf, jobOf, newShop, unitOf } from './server/store/fixtures.contract.ts';
const s = await startPostgres({port:21102});
const url = await s.url();
const store = await createPostgresStore({ url });
const shop = newShop();
for (const G of [1, 10, 50, 200, 500]) {
  const convs = Array.from({ length: G }, () => ({ b: begin(shop), row: undefined as any }));
  const group = () => convs.map((c) => { const u = unitOf(c.b, c.row, [says('Hello there, where is my parcel?')], { ledger: lineOf(c.b, { seq: (c.row?.seq ?? 0) + 1 }), visitor: { shop, id: c.b.visitor, at: 1, lastSeenAt: Date.now() }, jobs: [jobOf(c.b, { kind: 'index' })] }); c.row = u.row; return u; });
  await store.log.commit(group());
  const t0 = performance.now(); let n = 0; let prep = 0;
  while (performance.now() - t0 < 3000) { const p = performance.now(); const g = group(); prep += performance.now() - p; const o = await store.log.commit(g); if (o.some((x) => x.at !== 'committed')) throw new Error(JSON.stringify(o.find((x) => x.at !== 'committed'))); n += G; }
  const dt = (performance.now() - t0 - prep) / 1000;
  console.log(G, 'units/s', Math.round(n / dt), 'ms/commit', (dt * 1000 / (n / G)).toFixed(2));
}
await store.close(); await s.stop(); process.exit(0);
