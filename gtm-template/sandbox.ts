import { runInNewContext } from 'node:vm';
import type { Permissions } from './parse.ts';

/** A page as far as a tag sees it. */
export interface FakePage {
  window: Record<string, unknown>;
  /** Consent types that nobody set count as granted, as in Tag Manager. */
  consent: Record<string, boolean>;
  listeners: [type: string, listener: (type: string, granted: boolean) => void][];
  /** What loading a script does. Default: it succeeds. */
  load: (url: string) => boolean;
  loaded: string[];
}
export type Api = (...args: never[]) => unknown;
/** Tags fire with their fields and two callbacks, exactly one of which is to be called. */
export type TagData = Record<string, unknown> & { gtmOnSuccess: () => void; gtmOnFailure: () => void };

export const createPage = (page: Partial<FakePage> = {}): FakePage => ({
  window: {},
  consent: {},
  listeners: [],
  load: () => true,
  loaded: [],
  ...page,
});

/** Which permission an API needs; those without are free. */
export const NEEDS: Record<string, string | undefined> = {
  addConsentListener: 'access_consent',
  createArgumentsQueue: 'access_globals',
  injectScript: 'inject_script',
  isConsentGranted: 'access_consent',
  makeNumber: undefined,
  queryPermission: undefined,
};

/** The documented APIs that our template uses, each of which refuses what the template's permissions do not allow. */
export function createApis(page: FakePage, permissions: Permissions): Record<string, Api> {
  const may = (kind: string, ...want: string[]): boolean => {
    const entries = permissions[kind]?.entries ?? [];
    if (kind === 'inject_script') return entries.some((pattern) => matches(String(pattern), want[0] ?? ''));
    const [what = '', how = ''] = want;
    const granted = entries.find((one) => typeof one === 'object' && (one.key ?? one.consentType) === what);
    if (typeof granted !== 'object') return false;
    return how === 'readwrite' ? granted.read === true && granted.write === true : granted[how] === true;
  };
  const require = (kind: string, ...want: string[]): void => {
    if (!may(kind, ...want)) throw new Error(`Permission denied: ${kind} ${want.join(' ')}`);
  };

  return {
    makeNumber: (value: unknown) => Number(value),
    queryPermission: (kind: string, ...want: string[]) => may(kind, ...want),
    isConsentGranted: (type: string) => {
      require('access_consent', type, 'read');
      return page.consent[type] ?? true;
    },
    addConsentListener: (type: string, listener: (type: string, granted: boolean) => void) => {
      require('access_consent', type, 'read');
      page.listeners.push([type, listener]);
    },
    createArgumentsQueue: (name: string, queue: string) => {
      require('access_globals', name, 'readwrite');
      require('access_globals', queue, 'readwrite');
      const present = page.window[name];
      if (typeof present === 'function') return present;
      const calls: unknown[][] = [];
      page.window[name] = Object.assign((...args: unknown[]) => calls.push(args), { q: calls });
      return page.window[name];
    },
    injectScript: (url: string, success: () => void, failure: () => void, token: string) => {
      require('inject_script', url);
      if (page.loaded.includes(token)) return success();
      if (!page.load(url)) return failure();
      page.loaded.push(token);
      return success();
    },
  };
}

/** Runs template code as Tag Manager does: nothing around it but `require` and `data`. */
export function runTag(code: string, data: Record<string, unknown>, apis: Record<string, Api>): void {
  const require = (name: string): Api => {
    const api = apis[name];
    if (!api) throw new Error(`Unknown API: ${name}`);
    return api;
  };
  runInNewContext(`(function () { 'use strict';\n${asSandboxed(code)}\n})()`, { require, data });
}

/** In the sandbox `arguments` is an array. */
export const asSandboxed = (code: string): string => code.replace(/\barguments\b/g, '[].slice.call(arguments)');

function matches(pattern: string, url: string): boolean {
  const literal = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(url);
}
