import { globSync, readFileSync } from 'node:fs';
import { fromRoot } from '../../tools/build/paths.ts';

/** Every custom property that the widget's styles name, as written and as built. */
export function ownProperties(): Set<string> {
  const files = globSync(['src/{ui,loader,widget}/**/*.css', 'dist/**/*.js'], { cwd: fromRoot() });
  const texts = files.map((file) => readFileSync(fromRoot(file), 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(/(?:var\(|[{;])(--[\w-]+)/g)].map((match) => match[1]!)));
}
