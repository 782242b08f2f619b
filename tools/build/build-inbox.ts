import { build } from 'vite';
import { fromRoot } from './paths.ts';

/** Builds the team's app into `build/inbox`, as `vite.config.ts` says. */
export async function buildInbox(): Promise<void> {
  await build({ configFile: fromRoot('vite.config.ts'), mode: 'production', logLevel: 'warn' });
}
