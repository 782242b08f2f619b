import { readConfig } from '../config.ts';
import { findInstallation } from '../installation.ts';
import { oneLine } from '../run-process.ts';
import type { CliCommand } from './command.ts';
import { CHECKS } from './doctor-checks.ts';
import { readOptions } from './options.ts';

export const doctor: CliCommand = {
  usage: 'doctor',
  does: 'checks the environment, the store, everything that it is connected with, and the built files',
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
