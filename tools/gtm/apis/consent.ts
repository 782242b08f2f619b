import { changeConsent } from '../page.ts';
import type { Apis, Ground } from './create-apis.ts';

type Settings = Record<string, unknown>;

/** Google's consent mode. */
export function consentApis({ page, need }: Ground): Apis {
  const types = (settings: Settings): [string, boolean][] =>
    Object.entries(settings)
      .filter(([key]) => key !== 'region' && key !== 'wait_for_update')
      .map(([type, state]) => [type, state === 'granted']);
  return {
    isConsentGranted(type: string) {
      need('access_consent', type, 'read');
      return page.consent[type] ?? true;
    },
    addConsentListener(type: string, listener: (type: string, granted: boolean) => unknown) {
      need('access_consent', type, 'read');
      page.listeners.push([type, listener]);
    },
    setDefaultConsentState(settings: Settings) {
      for (const [type, granted] of types(settings)) {
        need('access_consent', type, 'write');
        page.consent[type] ??= granted;
      }
    },
    updateConsentState(settings: Settings) {
      for (const [type, granted] of types(settings)) {
        need('access_consent', type, 'write');
        changeConsent(page, type, granted);
      }
    },
  };
}
