import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ShopId } from '../../protocol/primitives.ts';
import { asNdjson, exportLines } from '../keeping/export.ts';
import { StartError } from '../start-error.ts';
import { type CliCommand, UsageError } from './command.ts';
import { checked, readOptions } from './options.ts';
import { PERSON_OPTIONS, readPerson } from './person.ts';
import { withStore } from './with-store.ts';

export const exportData: CliCommand = {
  usage: 'export --shop <key> [--visitor <id> | --email <address> | --client-id <id>] --to <file>',
  does: 'writes what is kept of a shop’s customers, or of one person, as one JSON object a line, readable by its owner alone',
  async run(args, parts) {
    const { values, positionals } = readOptions(args, {
      shop: { type: 'string' },
      to: { type: 'string' },
      ...PERSON_OPTIONS,
    });
    if (positionals.length > 0) throw new UsageError(`not understood: ${positionals.join(' ')}`);
    const shop = checked('--shop', ShopId, values.shop, 'the key of a shop');
    if (!values.to) throw new UsageError('--to is missing: the file to write');
    const { to } = values;
    const person = readPerson(values);

    return withStore(parts, async (store) => {
      if (!(await store.shops.shop(shop))) throw new UsageError(`there is no shop "${shop}"`);
      const visitors = person && (await store.keeping.visitorsOf(shop, person));
      if (visitors?.length === 0) {
        parts.print('Nobody like that is known to this shop.');
        return 1;
      }
      let lines = 0;
      const counted = async function* (): AsyncGenerator<string> {
        for await (const line of asNdjson(exportLines(store, shop, visitors))) {
          lines += 1;
          yield line;
        }
      };
      await writeWhole(to, counted());
      parts.print(`${lines} lines were written to ${to}.`);
      return 0;
    });
  },
};

/** As fast as the disk takes it, under another name until it is whole. */
async function writeWhole(path: string, lines: AsyncIterable<string>): Promise<void> {
  const draft = `${path}.part`;
  try {
    await rm(draft, { force: true });
    await pipeline(Readable.from(lines), createWriteStream(draft, { mode: 0o600, flags: 'wx' }));
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    const { code, syscall } = cause as NodeJS.ErrnoException;
    throw syscall ? new StartError(`${path} cannot be written (${code}).`, { cause }) : cause;
  }
}
