import { join } from 'node:path';
import * as v from 'valibot';
import { Locale } from '../../protocol/primitives.ts';
import { LauncherSettings } from '../../protocol/settings.ts';
import type { Body } from '../http/cached-response.ts';
import type { StaticFolder } from '../http/static-folder.ts';

/** The language that the widget falls back to. */
const FALLBACK = 'en';
/** Tags that mean a language which our files call otherwise. */
const ALIASES: Record<string, string> = { no: 'nb', iw: 'he' };

const Strings = v.object({ launcher: LauncherSettings.entries.strings });
export type LauncherStrings = LauncherSettings['strings'];

/** Which languages the widget speaks, and the launcher's few words in them. */
export interface SpokenLocales {
  /**
   * The first of the wanted tags whose language is spoken, with its region (`fr-CA`), and its strings.
   * Undefined where no locale is built at all.
   */
  choose(wanted: readonly (string | undefined)[]): Promise<{ locale: string; strings: LauncherStrings } | undefined>;
}

/** @param dist the built files, with `locales/<tag>.json` */
export function createSpokenLocales(dist: StaticFolder): SpokenLocales {
  /** A file is the same object for as long as it does not change. */
  const parsed = new WeakMap<Body, LauncherStrings>();

  const stringsIn = (file: Body): LauncherStrings => {
    const known = parsed.get(file);
    if (known) return known;
    const { launcher } = v.parse(Strings, JSON.parse(new TextDecoder().decode(file.bytes)));
    parsed.set(file, launcher);
    return launcher;
  };

  return {
    async choose(wanted) {
      for (const tag of [...wanted, FALLBACK]) {
        if (!tag || !v.is(Locale, tag)) continue;
        for (const candidate of candidates(tag)) {
          const file = await dist.read(join('locales', `${candidate}.json`));
          if (!file) continue;
          return { locale: canonical(tag) ?? candidate, strings: stringsIn(file) };
        }
      }
      return undefined;
    },
  };
}

/** Names that a tag's file may have, the nearest first: `zh-TW` → `zh-TW`, `zh-Hant`, `zh`. */
function candidates(tag: string): string[] {
  const known = canonical(tag);
  if (!known) return [];
  const { language, script } = new Intl.Locale(known).maximize();
  return [known, `${language}-${script}`, ALIASES[language] ?? language];
}

function canonical(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).baseName;
  } catch {
    // Well-formed for us, not for BCP 47: nobody speaks it.
    return undefined;
  }
}
