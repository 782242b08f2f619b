import type { Apis, Ground } from './create-apis.ts';

/** Cookies and storages. */
export function storageApis({ page, need }: Ground): Apis {
  const { cookies, localStorage, templateStorage } = page;
  return {
    getCookieValues(name: string, decode = true) {
      need('get_cookies', name);
      return (cookies[name] ?? []).map((value) => (decode ? decodeURIComponent(value) : value));
    },
    setCookie(name: string, value: string, options: Record<string, unknown> = {}, encode = true) {
      need('set_cookies', name, options);
      cookies[name] = [encode ? encodeURIComponent(value) : value];
    },
    localStorage: {
      getItem(key: string) {
        need('access_local_storage', 'read', key);
        return localStorage.get(key) ?? null;
      },
      setItem(key: string, value: unknown) {
        need('access_local_storage', 'write', key);
        localStorage.set(key, `${value}`);
        return true;
      },
      removeItem(key: string) {
        need('access_local_storage', 'write', key);
        localStorage.delete(key);
      },
    },
    templateStorage: {
      getItem(key: string) {
        need('access_template_storage');
        return templateStorage.get(key) ?? null;
      },
      setItem(key: string, value: unknown) {
        need('access_template_storage');
        templateStorage.set(key, value);
      },
      removeItem(key: string) {
        need('access_template_storage');
        templateStorage.delete(key);
      },
      clear() {
        need('access_template_storage');
        templateStorage.clear();
      },
    },
  };
}
