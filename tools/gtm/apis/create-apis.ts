import type { FakePage } from '../page.ts';
import type { Permissions } from '../permissions.ts';
import { permits } from '../permissions.ts';
import type { Realm } from '../realm.ts';
import type { Place } from '../template-file.ts';
import { consentApis } from './consent.ts';
import { dataLayerApis } from './data-layer.ts';
import { networkApis } from './network.ts';
import { pageApis } from './page-facts.ts';
import { serverApis } from './server.ts';
import { storageApis } from './storage.ts';
import { valueApis } from './values.ts';
import { windowApis } from './window.ts';

export type Api = (...args: never[]) => unknown;
export type Apis = Record<string, Api | Record<string, Api>>;

/** What the implementations of the APIs stand on. */
export interface Ground {
  page: FakePage;
  realm: Realm;
  /** @throws Error where the template may not */
  need(permission: string, ...args: unknown[]): void;
  may(permission: string, ...args: unknown[]): boolean;
}

/**
 * Every documented API of templates for the web, on a made page; for a template of a server also those that only it has.
 * @param permissions what the template declares; without, everything is allowed
 */
export function createApis(page: FakePage, realm: Realm, place: Place, permissions?: Permissions): Apis {
  const may = (permission: string, ...args: unknown[]): boolean =>
    permissions === undefined || permits(permissions, permission, ...args);
  const need = (permission: string, ...args: unknown[]): void => {
    if (!may(permission, ...args)) throw new Error(`Permission denied: ${[permission, ...args.map(String)].join(' ')}`);
  };
  const ground: Ground = { page, realm, need, may };
  return {
    ...valueApis(ground),
    ...windowApis(ground),
    ...dataLayerApis(ground),
    ...consentApis(ground),
    ...storageApis(ground),
    ...networkApis(ground),
    ...pageApis(ground),
    ...(place === 'server' ? serverApis(ground) : {}),
    queryPermission: may,
  };
}

/** The permission that an API needs; those without are free. */
export const NEEDS: Record<string, string> = {
  addConsentListener: 'access_consent',
  addEventCallback: 'read_event_metadata',
  aliasInWindow: 'access_globals',
  callInWindow: 'access_globals',
  copyFromDataLayer: 'read_data_layer',
  copyFromWindow: 'access_globals',
  createArgumentsQueue: 'access_globals',
  createQueue: 'access_globals',
  getContainerVersion: 'read_container_data',
  getCookieValues: 'get_cookies',
  getQueryParameters: 'get_url',
  getReferrerQueryParameters: 'get_referrer',
  getReferrerUrl: 'get_referrer',
  getUrl: 'get_url',
  gtagSet: 'write_data_layer',
  injectHiddenIframe: 'inject_hidden_iframe',
  injectScript: 'inject_script',
  isConsentGranted: 'access_consent',
  localStorage: 'access_local_storage',
  logToConsole: 'logging',
  readAnalyticsStorage: 'read_analytics_storage',
  readCharacterSet: 'read_character_set',
  readTitle: 'read_title',
  sendPixel: 'send_pixel',
  setCookie: 'set_cookies',
  setDefaultConsentState: 'access_consent',
  setInWindow: 'access_globals',
  templateStorage: 'access_template_storage',
  updateConsentState: 'access_consent',
};
