import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps short texts so that the store alone cannot read them. */
export interface Seal {
  /** @param place what the text belongs to: moved elsewhere it cannot be opened */
  close(text: string, place: string): string;
  /** Undefined: sealed for another place, with another key, or damaged. */
  open(sealed: string, place: string): string | undefined;
}

/**
 * AES-256-GCM with a key of its own.
 * @param secret the server's secret
 * @param purpose makes keys of different uses different
 */
export function createSeal(secret: Uint8Array, purpose: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `shopbell ${purpose}`, 32));
  return {
    close(text, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
      const closed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), closed]).toString('base64url');
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const tagEnd = NONCE_BYTES + TAG_BYTES;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(NONCE_BYTES, tagEnd));
      const text = decipher.update(bytes.subarray(tagEnd));
      try {
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        // The one way in which GCM says that text, key and place do not belong together.
        return undefined;
      }
    },
  };
}
