import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from './build/paths.ts';
import { BROWSERS, ensure, type Needed, SERVERS } from './system.ts';

/** `npm test`: everything that must pass, in the order in which a failure is cheapest to hear of. */
interface Count {
  passed: number;
  failed: number;
}
const total: Count = { passed: 0, failed: 0 };
const scratch = mkdtempSync(join(tmpdir(), 'shopbell-test-'));

function step(title: string, work: () => Count): void {
  console.log(`\n── ${title}`);
  const started = performance.now();
  const { passed, failed } = work();
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`   ${failed === 0 ? 'ok' : `${failed} FAILED`}: ${passed} passed in ${seconds} s`);
}

/** A command that either works or does not: one check. */
const command = (file: string, ...args: string[]): Count => {
  const { status } = spawnSync(file, args, { cwd: fromRoot(), stdio: 'inherit' });
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
};
const bin = (name: string, ...args: string[]): Count => command(fromRoot('node_modules/.bin', name), ...args);

/** What the machine has to have; what is missing and cannot be installed has failed. */
function needs(names: Needed[]): Count {
  const missing = names.filter((name) => {
    const found = ensure(name);
    console.log(`   ${found.ok ? `${name}: ${found.path}` : found.message}`);
    return !found.ok;
  });
  return { passed: names.length - missing.length, failed: missing.length };
}

/** One vitest project; a run that ends without a report, or without a test, has failed. */
function vitest(project: string, ...more: string[]): Count {
  const report = join(scratch, `${project}.json`);
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['run', '--project', project, ...reporters, ...more];
  const env = { ...process.env, NO_COLOR: '1' };
  const { status } = spawnSync(fromRoot('node_modules/.bin/vitest'), args, { cwd: fromRoot(), stdio: 'inherit', env });
  try {
    const { numPassedTests, numTotalTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    const failed: number = numTotalTests - numPassedTests;
    const broken = failed === 0 && (status !== 0 || numTotalTests === 0 || numFailedTestSuites > 0);
    return { passed: numPassedTests, failed: broken ? 1 : failed };
  } catch (error) {
    console.error(`   no report of ${project}: ${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 1 };
  }
}

try {
  step('format and lint', () => bin('biome', 'check', '.'));
  step('types and floors', () => bin('tsc', '-b'));
  step('types of tests and tools', () => bin('tsc', '-p', 'tsconfig.tests.json'));
  step('types of the demo shop', () => bin('tsc', '-p', 'demo'));
  step('PostgreSQL and Redis', () => needs(SERVERS));
  // One worker a core: of two, the runner would leave one idle.
  step('units and contracts', () => vitest('unit', '--maxWorkers=100%'));
  step('builds of server and inbox', () => command(process.execPath, 'tools/build.ts', 'server', 'inbox'));
  step('dist, floors, rules and budgets', () => vitest('build'));
  step('browsers', () => needs(BROWSERS));
  // Pages wait more than they work: three files at a time keep two cores busy.
  step('end to end', () => vitest('e2e', '--maxWorkers=3'));
  step('faults and fuzz, the short forms', () => vitest('faults'));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
