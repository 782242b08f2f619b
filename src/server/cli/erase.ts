import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ShopId } from '../../protocol/primitives.ts';
import type { Config } from '../config.ts';
import { openFiles } from '../files/open-files.ts';
import { eraseMails } from '../keeping/erase-mails.ts';
import { erasePerson, tracesOf } from '../keeping/erase-person.ts';
import { type CliCommand, UsageError } from './command.ts';
import { checked, readOptions } from './options.ts';
import { PERSON_OPTIONS, readPerson } from './person.ts';
import { withStore } from './with-store.ts';

const NOBODY = 'Nobody like that is known to this shop.';

export const erase: CliCommand = {
  usage: 'erase --shop <key> (--visitor <id> | --email <address> | --client-id <id>) [--dry-run]',
  does: 'erases all that a shop knows of one person, for good; a running server lets go of its copies within two seconds',
  async run(args, parts) {
    const { values, positionals } = readOptions(args, {
      shop: { type: 'string' },
      'dry-run': { type: 'boolean' },
      ...PERSON_OPTIONS,
    });
    if (positionals.length > 0) throw new UsageError(`not understood: ${positionals.join(' ')}`);
    const shop = checked('--shop', ShopId, values.shop, 'the key of a shop');
    const person = readPerson(values);
    if (!person) throw new UsageError('whom? --visitor, --email or --client-id');

    const found = await withStore(parts, async (store, config) => {
      if (!(await store.shops.shop(shop))) throw new UsageError(`there is no shop "${shop}"`);
      if (values['dry-run']) {
        const { visitors, conversations, entries, files } = await tracesOf(store, shop, person);
        if (visitors.length === 0) return false;
        const counts = { visitors: visitors.length, conversations: conversations.length, entries, files };
        parts.print(`Would erase ${inWords(counts)}; nothing was changed.`);
        return true;
      }
      const erasing = {
        store,
        files: openFiles(config.files),
        eraseMails: (address: string) => eraseMails(join(config.dataDir, 'mail'), address),
        // Servers on the same store find the mark in the rows.
        erased: () => {},
        now: Date.now,
      };
      const erasure = await erasePerson(erasing, shop, person, 'operator');
      if (!erasure) return false;
      parts.print(`Erased ${inWords(erasure)}.`);
      for (const copy of await copiesOf(config)) parts.print(`Not touched: ${copy}, a copy from before.`);
      return true;
    });
    if (!found) parts.print(NOBODY);
    return found ? 0 : 1;
  },
};

function inWords(counts: { visitors: number; conversations: number; entries: number; files: number }): string {
  const { visitors, conversations, entries, files } = counts;
  return `${visitors} visitor(s), ${conversations} conversation(s), ${entries} entries, ${files} file(s)`;
}

/** Copies that the server has made beside its database before migrations, and that a restore has put aside. */
async function copiesOf({ database }: Config): Promise<string[]> {
  if (database.kind !== 'sqlite') return [];
  const [folder, name] = [dirname(database.file), basename(database.file)];
  const names = await readdir(folder);
  return names
    .filter((one) => one.startsWith(name) && /\.(backup|replaced)$/.test(one))
    .map((one) => join(folder, one));
}
