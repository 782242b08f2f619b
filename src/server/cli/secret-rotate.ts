import { makeSecret, openServerKeys } from '../auth/secret.ts';
import { SERVER } from '../store/secrets.ts';
import { type CliCommand, UsageError } from './command.ts';
import { readOptions } from './options.ts';
import { withStore } from './with-store.ts';

/** Older secrets that go on to verify: rotated once a month, those of a year. */
const KEPT = 13;

export const secretRotate: CliCommand = {
  usage: 'secret rotate [--drop]',
  does: 'makes a new secret for visitor tokens; older ones still verify, unless --drop forgets them and their tokens',
  async run(args, parts) {
    const { values, positionals } = readOptions(args, { drop: { type: 'boolean' } });
    if (positionals.length > 0) throw new UsageError(`unexpected: ${positionals.join(' ')}`);
    await withStore(parts, async ({ secrets }, { dataDir }) => {
      // A server that has never started may have a secret of an earlier version to keep.
      await openServerKeys(secrets, dataDir, Date.now);
      const kept = await secrets.rotate(SERVER, makeSecret(), Date.now(), KEPT);
      if (values.drop) await secrets.rotate(SERVER, kept[0]!.secret, Date.now(), 1);
      parts.print(
        values.drop
          ? 'A new secret signs visitor tokens. Older ones are forgotten: browsers that hold their tokens begin anew.'
          : `A new secret signs visitor tokens; ${kept.length - 1} older still verify.`,
      );
    });
    return 0;
  },
};
