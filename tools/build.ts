import { buildDist } from './build/build-dist.ts';
import { buildInbox } from './build/build-inbox.ts';
import { buildServer } from './build/build-server.ts';
import { fromRoot } from './build/paths.ts';

const STEPS: Record<string, () => Promise<unknown>> = {
  dist: () => buildDist(fromRoot('dist')),
  inbox: buildInbox,
  server: buildServer,
};

/** `npm run build [-- dist|inbox|server …]`: everything, or what is named. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(STEPS, name));
if (unknown.length > 0) {
  console.error(`No such build: ${unknown.join(', ')}. There are: ${Object.keys(STEPS).join(', ')}`);
  process.exit(1);
}
for (const [name, step] of Object.entries(STEPS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = performance.now();
  await step();
  console.log(`built ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
