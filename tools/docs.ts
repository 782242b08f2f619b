import { readFileSync, writeFileSync } from 'node:fs';
import { buildTemplate } from '../gtm-template/build.ts';
import { withTables } from '../src/protocol/api-tables.ts';
import { optionsPage } from '../src/protocol/options-page.ts';
import { fromRoot } from './build/paths.ts';
import { installIndex } from './install-index.ts';
import { readme } from './readme.ts';

// Pages, and parts of pages, that are made from the code.
writeFileSync(fromRoot('docs/options.md'), optionsPage());
writeFileSync(fromRoot('gtm-template/template.tpl'), buildTemplate());
writeFileSync(fromRoot('README.md'), readme(readFileSync(fromRoot('README.md'), 'utf8')));
writeFileSync(fromRoot('docs/api.md'), withTables(readFileSync(fromRoot('docs/api.md'), 'utf8')));
writeFileSync(
  fromRoot('docs/install/README.md'),
  installIndex(readFileSync(fromRoot('docs/install/README.md'), 'utf8')),
);
