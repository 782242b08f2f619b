import { type Config, readConfig } from '../config.ts';
import { prepareDataDir } from '../data-dir.ts';
import type { Store } from '../store/store.ts';
import type { CliParts } from './command.ts';

/** Opens the store that the environment names, for as long as `use` takes. A server may run on it at the same time. */
export async function withStore<T>(parts: CliParts, use: (store: Store, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(parts.env);
  await prepareDataDir(config.dataDir);
  const store = await parts.openStore(config);
  try {
    return await use(store, config);
  } finally {
    await store.close();
  }
}
