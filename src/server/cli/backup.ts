import { readConfig } from '../config.ts';
import { findInstallation } from '../installation.ts';
import { backUp } from '../keeping/back-up.ts';
import { type CliCommand, UsageError } from './command.ts';
import { readOptions } from './options.ts';

export const backup: CliCommand = {
  usage: 'backup --to <folder or file.tar.gz>',
  does: 'copies database, files and secrets while the server runs; the copy is readable by its owner alone',
  async run(args, { env, print, openBackup }) {
    const { values, positionals } = readOptions(args, { to: { type: 'string' } });
    if (positionals.length > 0) throw new UsageError(`not understood: ${positionals.join(' ')}`);
    if (!values.to)
      throw new UsageError('--to is missing: a folder that is not there yet, or a file ending with .tar.gz');
    const config = readConfig(env);
    const about = { version: findInstallation().version, at: new Date() };
    const { files } = await backUp(config, openBackup(config), values.to, about);
    print(`The backup is in ${values.to}.`);
    if (!files)
      print('Files of conversations are not in it: the bucket that FILES_URL names needs backups of its own.');
    return 0;
  },
};
