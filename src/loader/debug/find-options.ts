import type { OptionRow } from '../../protocol/option-kinds.ts';
import { OPTION_TABLE } from '../../protocol/option-table.ts';
import type { Options } from '../../protocol/options.ts';
import type { LauncherSettings } from '../../protocol/settings.ts';
import type { Bell } from '../bell.ts';
import { words } from '../locales/check-en.ts';
import { checkOptions } from '../parts/check-options.ts';
import { sentence } from '../parts/explain.ts';
import { laidOver, type PlaceName, placesOf } from '../parts/places.ts';

/** An option as it holds on this page. */
export interface OptionFinding {
  name: string;
  value: string;
  place: PlaceName | 'default';
}

export interface OptionFindings {
  options: Options;
  rows: OptionFinding[];
  /** What was written and is not allowed, in sentences. */
  refused: string[];
  placeOf(name: string): PlaceName | 'default';
}

const ROWS = Object.entries<OptionRow>(OPTION_TABLE);

/** Reads the options once more, as the page does, and remembers where each one stands. */
export function findOptions(bell: Bell): OptionFindings {
  const refused: string[] = [];
  const { options: shop } = bell.found as Partial<LauncherSettings>;
  const places = placesOf({ ...bell, shop }, refused);
  const written = laidOver(places, bell.given);
  const options = checkOptions(written, refused);
  options.locale ??= bell.pageLocale();
  const wrong = new Set(refused);
  const placeOf = (name: string): OptionFinding['place'] => {
    const place = places.findLast(([, there]) => name in there)?.[0];
    return place && written[name] !== undefined && !wrong.has(name) ? place : 'default';
  };
  const rows = ROWS.filter(([name]) => options[name as keyof Options] !== undefined).map(([name, row]) => ({
    name,
    value: row.secret ? words.secret : shown(options[name as keyof Options]),
    place: placeOf(name),
  }));
  return { options, rows, refused: [...wrong].map(sentence), placeOf };
}

const shown = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : `${value}`);
