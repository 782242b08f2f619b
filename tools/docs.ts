import { readFileSync, writeFileSync } from 'node:fs';
import { withFields } from '../gtm-template/build.ts';
import { withTables } from '../src/protocol/api-tables.ts';
import { optionsPage } from '../src/protocol/options-page.ts';
import { fromRoot } from './build/paths.ts';
import { readme } from './readme.ts';

// Pages, and parts of pages, that are made from the code.
writeFileSync(fromRoot('docs/options.md'), optionsPage());
const TEMPLATE = fromRoot('gtm-template/template.tpl');
writeFileSync(TEMPLATE, withFields(readFileSync(TEMPLATE, 'utf8')));
writeFileSync(fromRoot('README.md'), readme(readFileSync(fromRoot('README.md'), 'utf8')));
writeFileSync(fromRoot('docs/api.md'), withTables(readFileSync(fromRoot('docs/api.md'), 'utf8')));
