import { randomBytes } from 'node:crypto';

/** Names one life of a database: positions from another one mean nothing in it. */
export const newEpoch = (): string => randomBytes(12).toString('base64url');
