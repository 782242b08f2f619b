import type { Config } from './config.ts';
import { DEMO_PASSWORD, DEMO_SHOP } from './seed/seed-demo.ts';
import type { Shop } from './store/shops.ts';

/** What whoever started the server reads: where everything is, and what to do first. */
export function announce(address: string, version: string, shops: readonly Shop[], mode: Config['mode']): string {
  const lines = [`Shopbell ${version} serves at ${address}`];
  if (mode !== 'production' && shops.some(({ id }) => id === DEMO_SHOP)) {
    lines.push(`  Demo shop        ${address}/demo/`);
    lines.push(`  Inbox            ${address}/inbox/  (owner@demo.test, password ${DEMO_PASSWORD})`);
  } else lines.push(`  Inbox            ${address}/inbox/`);
  lines.push(`  API description  ${address}/api/openapi.json`);
  if (shops.length === 0) {
    lines.push('There is no shop yet. Add one:');
    lines.push('  npx shopbell shop add <key> --name "Your shop" --origin https://www.example.com');
  }
  return lines.join('\n');
}
