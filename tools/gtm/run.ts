import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkTemplate } from './check-template.ts';
import { oneLine } from './one-line.ts';
import { runScenario } from './run-scenario.ts';
import { decode, parseTemplate, type TemplateFile } from './template-file.ts';

/** `npm run gtm -- FILE.tpl [FILE…]` checks templates of Tag Manager and runs their scenarios. Exit code 1 when one fails. */
interface Count {
  passed: number;
  failed: number;
  errors: number;
}

/** Every finding and every scenario is one line, and a broken file does not keep the others from being run. */
export async function runFiles(files: readonly string[], say: (line: string) => void): Promise<Count> {
  const count = { passed: 0, failed: 0, errors: 0 };
  for (const file of files) {
    say(file);
    try {
      await runTemplate(parseTemplate(decode(readFileSync(file))), count, say);
    } catch (error) {
      count.errors++;
      say(`  error  ${oneLine((error as Error).message)}`);
    }
  }
  const broken = count.errors > 0 ? `, ${count.errors} ${count.errors === 1 ? 'error' : 'errors'}` : '';
  say(
    `${count.passed} passed, ${count.failed} failed${broken} (${files.length} ${files.length === 1 ? 'file' : 'files'})`,
  );
  return count;
}

async function runTemplate(template: TemplateFile, count: Count, say: (line: string) => void): Promise<void> {
  const { errors, warnings } = checkTemplate(template);
  for (const error of errors) say(`  error  ${oneLine(error)}`);
  for (const warning of warnings) say(`  note   ${oneLine(warning)}`);
  if (template.scenarios.length === 0 && errors.length === 0) say('  note   it has no scenarios');
  count.errors += errors.length;
  for (const scenario of template.scenarios) {
    try {
      await runScenario(template, scenario);
      count.passed++;
      say(`  pass   ${scenario.name}`);
    } catch (error) {
      count.failed++;
      say(`  FAIL   ${scenario.name}: ${oneLine((error as Error | undefined)?.message ?? error)}`);
    }
  }
}

if (import.meta.main) {
  const { positionals } = parseArgs({ allowPositionals: true });
  if (positionals.length === 0) {
    console.error('Which template? npm run gtm -- FILE.tpl [FILE…]');
    process.exit(2);
  }
  const { failed, errors } = await runFiles(positionals, console.log);
  process.exitCode = failed + errors > 0 ? 1 : 0;
}
