import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Made, madeTemplate } from './made-template.fixture.ts';
import { runFiles } from './run.ts';

interface Said {
  said: string;
  passed: number;
  failed: number;
  errors: number;
}

/** Runs of the command on files in a folder of their own. */
export function createRuns() {
  const folder = mkdtempSync(join(tmpdir(), 'gtm-'));

  async function runTexts(...texts: (string | Uint8Array)[]): Promise<Said> {
    const files = texts.map((_, nth) => join(folder, `${nth}.tpl`));
    for (const [nth, file] of files.entries()) writeFileSync(file, texts[nth] ?? '');
    const lines: string[] = [];
    const count = await runFiles(files, (line) => lines.push(line));
    return { said: lines.join('\n'), ...count };
  }
  return {
    folder,
    runTexts,
    run: (made: Made) => runTexts(madeTemplate(made)),
    clear: () => rmSync(folder, { recursive: true }),
  };
}
