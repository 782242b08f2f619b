import { ShopId } from '../../protocol/primitives.ts';
import { SnippetError, snippetHtml, snippetQueue } from '../../protocol/snippet.ts';
import { readConfig } from '../config.ts';
import { type CliCommand, UsageError } from './command.ts';
import { checked, readOptions } from './options.ts';

export const snippet: CliCommand = {
  usage: 'snippet <key> [--origin https://chat.example.com] [--queue]',
  does: 'prints what goes into the shop’s pages; the origin is PUBLIC_URL unless given',
  async run(args, { env, print }) {
    const { values, positionals } = readOptions(args, { origin: { type: 'string' }, queue: { type: 'boolean' } });
    const shop = checked('<key>', ShopId, positionals[0], 'the key of a shop');
    const { publicUrl, port } = readConfig(env);
    const origin = values.origin ?? publicUrl ?? `http://localhost:${port}`;
    try {
      print((values.queue ? snippetQueue({ shop, origin }) : snippetHtml({ shop, origin })).trimEnd());
      return 0;
    } catch (error) {
      if (error instanceof SnippetError) throw new UsageError(error.message, { cause: error });
      throw error;
    }
  },
};
