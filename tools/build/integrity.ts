import { createHash } from 'node:crypto';

/** The value of an `integrity` attribute for these bytes. */
export const integrity = (bytes: string | Uint8Array): string =>
  `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
