import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The checkout. */
export const ROOT = resolve(import.meta.dirname, '../..');

export const fromRoot = (...parts: string[]): string => join(ROOT, ...parts);

interface PackageFile {
  version: string;
  /** Largest sizes in bytes, brotli. */
  budgets: { loader: number; 'loader+widget': number };
}

export const packageFile = (): PackageFile => JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
