import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { ApnsKey } from './apns.ts';
import { ServiceAccount } from './fcm.ts';

/** What a file holds; undefined when it cannot be read, which a schema then refuses. */
function fileText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Not there, or not for us: said by the variable's own line.
    return undefined;
  }
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    // No JSON: no schema takes it.
    return undefined;
  }
}

const isEcKey = (pem: string): boolean => {
  try {
    return createPrivateKey(pem).asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    // Not a key at all.
    return false;
  }
};

/** `PUSH_FCM`: the path of a service account's key file. */
export const FcmVariable = v.pipe(
  v.string(),
  v.transform((path) => jsonOf(fileText(path))),
  ServiceAccount,
);

/** `PUSH_APNS`: `<key id>:<team id>:<path of the .p8 file>`. */
export const ApnsVariable = v.pipe(
  v.string(),
  v.regex(/^[A-Z0-9]{10}:[A-Z0-9]{10}:[^\0]+$/),
  v.transform((text): ApnsKey => {
    const [keyId = '', teamId = '', ...path] = text.split(':');
    return { keyId, teamId, key: fileText(path.join(':')) ?? '' };
  }),
  v.check(({ key }) => isEcKey(key)),
);

/** `PUSH_CONTACT`: who runs this server, for the operators of browsers' services. */
export const ContactVariable = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/[^\s/]+\S*)$/),
);
