import { readConfig } from '../config.ts';
import { prepareDataDir } from '../data-dir.ts';
import { layOut } from '../keeping/back-up.ts';
import { type CliCommand, UsageError } from './command.ts';
import { readOptions } from './options.ts';

export const restore: CliCommand = {
  usage: 'restore --from <folder or file.tar.gz> [--force]',
  does: 'puts a backup in place, with the server stopped; --force also where there is data, which is put aside',
  async run(args, { env, print, openBackup, openStore }) {
    const { values, positionals } = readOptions(args, { from: { type: 'string' }, force: { type: 'boolean' } });
    if (positionals.length > 0) throw new UsageError(`not understood: ${positionals.join(' ')}`);
    if (!values.from) throw new UsageError('--from is missing: what `shopbell backup` has written');
    const config = readConfig(env);
    await prepareDataDir(config.dataDir);
    const { manifest, aside } = await layOut(config, openBackup(config), values.from, values.force === true);
    // Opening brings it to today's form, and proves that it can be used.
    const store = await openStore(config);
    const shops = await store.shops.list().finally(() => store.close());
    print(
      `Restored as of ${manifest.at}: ${shops.length} shop(s). What was erased since then is back: erase it again.`,
    );
    if (aside !== undefined) print(`The database that was there is now ${aside}.`);
    return 0;
  },
};
