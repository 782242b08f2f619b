import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { prepareDataDir } from '../data-dir.ts';
import { findInstallation, type Installation } from '../installation.ts';
import { oneLine } from '../run-process.ts';
import type { CliCommand, CliParts } from './command.ts';
import { readOptions } from './options.ts';

/** A check says what it found; throwing means that something is wrong. */
type Check = (parts: CliParts, config: Config, installation: Installation) => Promise<string>;

const CHECKS: Record<string, Check> = {
  'data directory': async (_parts, { dataDir }) => {
    await prepareDataDir(dataDir);
    return `${dataDir} can be written`;
  },
  store: async ({ openStore }, config) => {
    const store = await openStore(config);
    try {
      await store.ping();
      const shops = await store.shops.list();
      if (shops.length === 0) return 'answers; no shop yet: shopbell shop add';
      const teams = await Promise.all(
        shops.map(async ({ id }) => `${id} (team of ${(await store.people.agents(id)).length})`),
      );
      return `answers; shops: ${teams.join(', ')}`;
    } finally {
      await store.close();
    }
  },
  widget: async (_parts, _config, { dist, version }) => {
    const manifest: { version: string; files: Record<string, string> } = JSON.parse(
      await readFile(join(dist, 'manifest.json'), 'utf8'),
    );
    const missing = Object.keys(manifest.files).filter((file) => !existsSync(join(dist, file)));
    if (missing.length > 0) throw new Error(`dist/ lacks ${missing.join(', ')}: npm run build`);
    if (manifest.version !== version) throw new Error(`dist/ is of version ${manifest.version}, not ${version}`);
    return `version ${version}, ${Object.keys(manifest.files).length} files`;
  },
  inbox: async (_parts, _config, { inbox }) => {
    if (!existsSync(join(inbox, 'index.html'))) throw new Error('build/inbox is missing: npm run build');
    return 'built';
  },
  email: async (_parts, { smtpUrl, mailFrom }) =>
    smtpUrl ? `sent as ${mailFrom}` : 'not sent: set SMTP_URL, or customers who leave get no answer',
};

export const doctor: CliCommand = {
  usage: 'doctor',
  does: 'checks the environment, the store and the built files',
  async run(args, parts) {
    readOptions(args, {});
    const config = readConfig(parts.env);
    parts.print(`ok    environment: ${config.mode}, port ${config.port} on ${config.host}`);
    const installation = findInstallation();
    let failed = 0;
    for (const [name, check] of Object.entries(CHECKS)) {
      try {
        parts.print(`ok    ${name}: ${await check(parts, config, installation)}`);
      } catch (error) {
        failed++;
        parts.print(`wrong ${name}: ${oneLine((error as Error).message)}`);
      }
    }
    return failed > 0 ? 1 : 0;
  },
};
