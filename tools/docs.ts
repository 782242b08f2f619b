import { writeFileSync } from 'node:fs';
import { optionsPage } from '../src/protocol/options-page.ts';

// Pages of docs/ that are made from the code.
writeFileSync(new URL('../docs/options.md', import.meta.url), optionsPage());
