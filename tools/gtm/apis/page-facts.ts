import type { Apis, Ground } from './create-apis.ts';

/** Facts about the page and the container, and the console. */
export function pageApis({ page, need, may }: Ground): Apis {
  const part = (permission: string, address: string, component?: string): string | undefined => {
    need(permission, ...(component === undefined ? [] : [component]));
    if (!URL.canParse(address)) return component === undefined ? address : '';
    const { href, protocol, hostname, port, pathname, search, hash } = new URL(address);
    const parts: Record<string, string> = {
      protocol: protocol.slice(0, -1),
      host: hostname,
      port: port || (protocol === 'https:' ? '443' : '80'),
      path: pathname,
      extension: /\.([^./]+)$/.exec(pathname)?.[1] ?? '',
      query: search.slice(1),
      fragment: hash.slice(1),
    };
    return component === undefined ? href : parts[component];
  };
  const query = (permission: string, address: string, key: string, all: boolean): string | string[] | undefined => {
    need(permission, 'query', key);
    const values = URL.canParse(address) ? new URL(address).searchParams.getAll(key) : [];
    return all ? values : values[0];
  };
  return {
    getUrl: (component?: string) => part('get_url', page.url, component),
    getReferrerUrl: (component?: string) => part('get_referrer', page.referrer, component),
    getQueryParameters: (key: string, all = false) => query('get_url', page.url, key, all),
    getReferrerQueryParameters: (key: string, all = false) => query('get_referrer', page.referrer, key, all),
    readTitle() {
      need('read_title');
      return page.title;
    },
    readCharacterSet() {
      need('read_character_set');
      return 'UTF-8';
    },
    readAnalyticsStorage() {
      need('read_analytics_storage');
      return { client_id: '1234567890.1700000000', sessions: [] };
    },
    getContainerVersion() {
      need('read_container_data');
      return {
        containerId: 'GTM-TEST',
        version: '1',
        debugMode: true,
        previewMode: true,
        environmentMode: true,
        environmentName: 'Preview',
      };
    },
    addEventCallback(told: (container: string, event: object) => unknown) {
      need('read_event_metadata');
      page.later.push(() => told('GTM-TEST', { tags: [] }));
    },
    // As in Tag Manager, where most templates may log in preview only: who may not is not heard, and goes on.
    logToConsole(...values: unknown[]) {
      if (may('logging')) page.logs.push(values);
    },
  };
}
