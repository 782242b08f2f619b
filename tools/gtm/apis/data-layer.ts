import { at } from '../page.ts';
import type { Apis, Ground } from './create-apis.ts';

type Push = Record<string, unknown>;
const isPush = (value: unknown): value is Push =>
  value !== null && typeof value === 'object' && Object.prototype.toString.call(value) === '[object Object]';

/** The data layer as Tag Manager keeps it: version 2 merges what was pushed, version 1 has the last value alone. */
export function dataLayerApis({ page, realm, need }: Ground): Apis {
  const pushes = (): Push[] => ((page.window.dataLayer ?? []) as unknown[]).filter(isPush);
  return {
    copyFromDataLayer(key: string, version = 2) {
      need('read_data_layer', key);
      if (version === 1) {
        const last = pushes().findLast((push) => at(push, key) !== undefined);
        return realm.copy(at(last, key));
      }
      return realm.copy(at(pushes().reduce<unknown>(merge, {}), key));
    },
    gtagSet(...args: [Push] | [string, unknown]) {
      const [first, second] = args;
      const values = typeof first === 'string' ? { [first]: second } : first;
      for (const key of Object.keys(values)) need('write_data_layer', key);
      page.window.dataLayer ??= [];
      (page.window.dataLayer as unknown[]).push(realm.copy(['set', values]));
    },
  };
}

function merge(old: unknown, more: unknown): unknown {
  if (Array.isArray(old) && Array.isArray(more))
    return Array.from({ length: Math.max(old.length, more.length) }, (_, nth) =>
      nth in more ? merge(old[nth], more[nth]) : old[nth],
    );
  if (!isPush(old) || !isPush(more)) return more;
  const merged = { ...old };
  for (const [key, value] of Object.entries(more)) merged[key] = merge(old[key], value);
  return merged;
}
