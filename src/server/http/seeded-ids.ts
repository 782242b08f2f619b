import { createHash, randomBytes, randomUUID } from 'node:crypto';

/**
 * Ids of what a request makes. With an idempotency key they follow from it: a repetition after a crash makes the same thing
 * again instead of a second one.
 */
export function newIdFrom(seed: string | undefined, prefix: string): string {
  const bytes = seed === undefined ? randomBytes(18) : hash(seed, prefix).subarray(0, 18);
  return prefix + bytes.toString('base64url');
}

/** A command's id (a UUID of version 8 when it follows from a key). */
export function commandIdFrom(seed: string | undefined): string {
  if (seed === undefined) return randomUUID();
  const bytes = hash(seed, 'command').subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const hash = (seed: string, purpose: string): Buffer => createHash('sha256').update(`${purpose}:${seed}`).digest();
