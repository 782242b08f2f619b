import type { Options } from '../../protocol/options.ts';
import { DEFAULTS } from '../defaults.ts';
import type { Written } from '../written.ts';
import { MAXIMA, PATTERN } from './option-rules.ts';

/** What is allowed, as what it stands for; the names of the rest go to `refused`. */
function sift(written: Written, refused: string[], prefix: string): Written {
  const kept: Written = {};
  for (const [field, value] of Object.entries(written)) {
    const name = prefix + field;
    const text = `${value}`;
    if (!PATTERN.test(`${name}:${text}`) || +text > MAXIMA[name]!) {
      if ((value ?? '') !== '') refused.push(name);
    } else if (typeof value === 'object') kept[field] = sift(value as Written, refused, `${name}.`);
    else if (name in MAXIMA) kept[field] = +text;
    else kept[field] = typeof (DEFAULTS[name] ?? '') === 'string' ? text : JSON.parse(text);
  }
  return kept;
}

/**
 * The options, checked against the table, with defaults for what is missing or not allowed. Never throws.
 * @param refused receives the names of what is unknown or not allowed
 */
export function checkOptions(written: Written, refused: string[]): Options {
  const { position, country, ...others } = sift(written, refused, '') as {
    position?: Written | string;
    country?: string;
  };
  const place = typeof position === 'string' ? { corner: position } : position;
  if (place?.corner) place.corner = `${place.corner}`.replace('_', '-');
  const upper = country?.toUpperCase();
  return { ...DEFAULTS, ...others, position: place, country: upper === 'UK' ? 'GB' : upper } as unknown as Options;
}
