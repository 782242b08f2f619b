import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkTemplate } from './check-template.ts';
import { runScenario } from './run-scenario.ts';
import { decode, parseTemplate, type TemplateFile } from './template-file.ts';

/** `npm run gtm -- FILE.tpl [FILE…]` checks templates of Tag Manager and runs their scenarios. Exit code 1 when one fails. */
interface Count {
  passed: number;
  failed: number;
  errors: number;
}

export async function runFiles(files: readonly string[], say: (line: string) => void): Promise<Count> {
  const count = { passed: 0, failed: 0, errors: 0 };
  for (const file of files) {
    say(file);
    try {
      await runTemplate(parseTemplate(decode(readFileSync(file))), count, say);
    } catch (error) {
      count.errors++;
      say(`  error  ${(error as Error).message}`);
    }
  }
  const broken = count.errors > 0 ? `, ${count.errors} errors` : '';
  say(
    `${count.passed} passed, ${count.failed} failed${broken} (${files.length} ${files.length === 1 ? 'file' : 'files'})`,
  );
  return count;
}

async function runTemplate(template: TemplateFile, count: Count, say: (line: string) => void): Promise<void> {
  const { errors, warnings } = checkTemplate(template);
  for (const error of errors) say(`  error  ${error}`);
  for (const warning of warnings) say(`  note   ${warning}`);
  count.errors += errors.length;
  for (const scenario of template.scenarios) {
    const name = scenario.name.replace(/\s+/g, ' ');
    try {
      await runScenario(template, scenario);
      count.passed++;
      say(`  pass   ${name}`);
    } catch (error) {
      count.failed++;
      say(`  FAIL   ${name}\n         ${(error as Error).message}`);
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
