import { existsSync, globSync } from 'node:fs';
import { basename } from 'node:path';
import { fromRoot } from '../tools/build/paths.ts';

/** `npm run bench [-- NAME …]`: every benchmark of this folder, or the named ones. */
const names = globSync('bench/*.ts', { cwd: fromRoot() })
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'run')
  .toSorted();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${names.join(', ')}`);
  process.exit(2);
}
if (!existsSync(fromRoot('build/inbox'))) console.error('The inbox is not built and counts as 0: npm run build');
for (const name of wanted.length > 0 ? wanted : names) {
  console.log(`\n── ${name}`);
  const { run }: { run(): void | Promise<void> } = await import(`./${name}.ts`);
  await run();
}
