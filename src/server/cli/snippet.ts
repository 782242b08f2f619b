import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { partsOf } from '../../protocol/option-schema.ts';
import { OPTION_TABLE } from '../../protocol/option-table.ts';
import { ShopId } from '../../protocol/primitives.ts';
import {
  NONCE_PLACE,
  SnippetError,
  type SnippetForm,
  snippetHtml,
  snippetNoscript,
  snippetQueue,
} from '../../protocol/snippet.ts';
import { readConfig } from '../config.ts';
import { findInstallation } from '../installation.ts';
import { type CliCommand, UsageError } from './command.ts';
import { checked, readOptions } from './options.ts';

const { shop: _, ...WITHOUT_SHOP } = partsOf(OPTION_TABLE);
/** What stands in `--options`: as in `init`, without the shop. */
const Options = v.strictObject(WITHOUT_SHOP);

export const snippet: CliCommand = {
  usage:
    'snippet --shop <key> [--origin https://chat.example.com] [--options JSON] [--queue] [--csp] [--pin] [--noscript <text>]',
  does:
    'prints what goes into the shop’s pages; the origin is PUBLIC_URL unless given. --options: as in init; --queue: with ' +
    'an init call, so that commands may follow; --csp: the same with a place for the nonce; --pin: this version for ever, ' +
    'by its hash; --noscript: a link with that text for pages without scripts',
  async run(args, { env, print }) {
    const { values, positionals } = readOptions(args, {
      shop: { type: 'string' },
      origin: { type: 'string' },
      options: { type: 'string' },
      queue: { type: 'boolean' },
      csp: { type: 'boolean' },
      pin: { type: 'boolean' },
      noscript: { type: 'string' },
    });
    const shop = checked('--shop', ShopId, values.shop ?? positionals[0], 'the key of a shop');
    const { publicUrl, port } = readConfig(env);
    const target = { shop, origin: values.origin ?? publicUrl ?? `http://localhost:${port}` };
    const form: SnippetForm = {
      options: values.options === undefined ? undefined : readJson(values.options),
      nonce: values.csp ? NONCE_PLACE : undefined,
      pin: values.pin ? currentPin() : undefined,
    };
    try {
      const make = values.queue || values.csp ? snippetQueue : snippetHtml;
      print(make({ ...target, ...form }).trimEnd());
      if (values.noscript !== undefined) print(snippetNoscript({ ...target, text: values.noscript }).trimEnd());
      return 0;
    } catch (error) {
      if (error instanceof SnippetError) throw new UsageError(error.message, { cause: error });
      throw error;
    }
  },
};

/** @throws UsageError that names what is no option, or not allowed */
function readJson(text: string): SnippetForm['options'] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--options must be JSON such as {"country":"CA"}: ${text}`, { cause: error });
  }
  const parsed = v.safeParse(Options, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new UsageError(`--options: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
}

/** The version that this installation serves, and the hash of its script. */
function currentPin(): SnippetForm['pin'] {
  const { dist } = findInstallation();
  const { version, files } = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as {
    version: string;
    files: Record<string, string>;
  };
  return { version, integrity: files['shopbell.js'] ?? '' };
}
