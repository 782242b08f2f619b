import { defineConfig } from 'vitest/config';
import { packageFile } from './tools/build/paths.ts';

/** Where tests stand: beside the source, and in `tests/` what needs builds, a browser or a server of its own. */
export default defineConfig({
  define: { __SHOPBELL_VERSION__: JSON.stringify(packageFile().version) },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Here the store's workers are TypeScript, and each strips types with the same WebAssembly. V8 (13.6) can free a
    // wrapper of it in one worker after another has gone, and the process with it, when it makes a faster one of what was
    // called a thousand times. So it makes none.
    execArgv: ['--wasm-wrapper-tiering-budget=2147483647'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Suites of the stores start real servers before them.
          hookTimeout: 60_000,
          // And wait for disks and processes: a busy machine is no failure.
          testTimeout: 20_000,
          include: ['src/**/*.test.{ts,tsx}', '{demo,snippet,gtm-template,tools}/**/*.test.ts'],
        },
      },
      { extends: true, test: { name: 'build', include: ['tests/build/**/*.test.ts'], testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          // As long as a person would wait: a busy machine is no failure.
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        extends: true,
        test: { name: 'faults', include: ['tests/{faults,fuzz}/**/*.test.ts'], fileParallelism: false },
      },
    ],
  },
});
