import { at, put } from '../page.ts';
import type { Apis, Ground } from './create-apis.ts';

/** Values of the page's window, all of them copies. */
export function windowApis({ page: { window }, realm, need }: Ground): Apis {
  const queueAt = (key: string): unknown[] => {
    if (at(window, key) === undefined) put(window, key, []);
    return at(window, key) as unknown[];
  };
  return {
    copyFromWindow(key: string) {
      need('access_globals', 'read', key);
      return realm.copy(at(window, key));
    },
    setInWindow(key: string, value: unknown, override = false) {
      need('access_globals', override ? 'readwrite' : 'write', key);
      if (!override && at(window, key) !== undefined) return false;
      return put(window, key, realm.copy(value));
    },
    callInWindow(key: string, ...args: unknown[]) {
      need('access_globals', 'execute', key);
      const call = at(window, key);
      if (typeof call !== 'function') return undefined;
      return realm.copy(Reflect.apply(call, at(window, key.split('.').slice(0, -1).join('.')) ?? window, args));
    },
    aliasInWindow(to: string, from: string) {
      need('access_globals', 'read', from);
      need('access_globals', 'write', to);
      const value = at(window, from);
      return value !== undefined && put(window, to, value);
    },
    createQueue(key: string) {
      need('access_globals', 'readwrite', key);
      return (...values: unknown[]) => queueAt(key).push(...values.map(realm.copy));
    },
    createArgumentsQueue(key: string, queueKey: string) {
      need('access_globals', 'readwrite', key);
      need('access_globals', 'readwrite', queueKey);
      const present = at(window, key);
      if (typeof present === 'function') return present;
      const call = (...args: unknown[]): void => void queueAt(queueKey).push(args.map(realm.copy));
      put(window, key, call);
      queueAt(queueKey);
      return call;
    },
  };
}
