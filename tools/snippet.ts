import { mkdirSync, writeFileSync } from 'node:fs';
import { SNIPPET_FILES } from '../snippet/files.ts';

/** `node tools/snippet.ts` writes what a merchant pastes, from the one source in src/protocol/snippet.ts. */
const folder = new URL('../snippet/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(SNIPPET_FILES)) {
  writeFileSync(new URL(name, folder), text);
  console.log(`snippet/${name}`);
}
