import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where this copy of the product stands, whether it runs from sources or from `build/`. */
export interface Installation {
  root: string;
  version: string;
  /** What pages embed. */
  dist: string;
  /** The demo shop. */
  demo: string;
  /** The team's app, built. */
  inbox: string;
}

/**
 * Finds the package that this file belongs to.
 * @throws when no `package.json` stands above it
 */
export function findInstallation(from: string = import.meta.dirname): Installation {
  let root = from;
  while (!existsSync(join(root, 'package.json'))) {
    if (dirname(root) === root) throw new Error(`No package.json above ${from}`);
    root = dirname(root);
  }
  const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return { root, version, dist: join(root, 'dist'), demo: join(root, 'demo'), inbox: join(root, 'build/inbox') };
}
