import { createHash } from 'node:crypto';
import type { Api, Apis, Ground } from './create-apis.ts';

/** There is no request and nobody to answer: these give undefined, unless a scenario mocks them. */
const SILENT = `addMessageListener claimRequest computeEffectiveTldPlusOne extractEventsFromMpv1 extractEventsFromMpv2
  getClientName getEventData getGoogleAuth getGoogleScript getRemoteAddress getRequestBody getRequestHeader getRequestMethod
  getRequestPath getRequestQueryParameter getRequestQueryParameters getRequestQueryString hmacSha256 isRequestMpv1
  isRequestMpv2 returnResponse runContainer sendEventToGoogleAnalytics sendMessage sendPixelFromBrowser setPixelResponse
  setResponseBody setResponseHeader setResponseStatus`.split(/\s+/);

/** What only a container on a server has. Its permissions are not checked. */
export function serverApis({ page: { templateStorage }, realm }: Ground): Apis {
  /** What asks a network waits: there is none. */
  const waits: Api = () => new realm.Promise(() => {});
  return {
    ...Object.fromEntries(SILENT.map((name): [string, Api] => [name, () => undefined])),
    getAllEventData: () => ({}),
    sendHttpGet: waits,
    sendHttpRequest: waits,
    BigQuery: { insert: waits },
    Firestore: { read: waits, write: waits, query: waits, runTransaction: waits },
    templateDataStorage: {
      getItemCopy: (key: string) => realm.copy(templateStorage.get(key)),
      setItemCopy: (key: string, value: unknown) => void templateStorage.set(key, realm.copy(value)),
      removeItem: (key: string) => void templateStorage.delete(key),
      clear: () => templateStorage.clear(),
    },
    sha256Sync: (text: string, options?: { outputEncoding?: 'hex' | 'base64' }) =>
      createHash('sha256')
        .update(`${text}`)
        .digest(options?.outputEncoding ?? 'base64'),
    createRegex: (pattern: string, flags = '') => realm.regex(pattern, flags),
    testRegex: (regex: RegExp | undefined, text: string) => regex !== undefined && `${text}`.search(regex) >= 0,
  };
}
