import { createHash } from 'node:crypto';

/**
 * The id of a job's command, derived from the job's own: however often the job is tried, the ledger sees one command.
 * `step` tells several commands of one job apart. A UUID of version 8 (RFC 9562), from SHA-256.
 */
export function commandIdOf(job: string, step = 'outcome'): string {
  const bytes = createHash('sha256').update(`${job}/${step}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The id of the job that takes another's place: the same one however often that is decided. */
export const followingJobId = (job: string): string =>
  `j_${createHash('sha256').update(`${job}/next`).digest('base64url').slice(0, 24)}`;
