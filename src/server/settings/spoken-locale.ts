import { join } from 'node:path';
import * as v from 'valibot';
import { Locale } from '../../protocol/primitives.ts';
import { LauncherSettings } from '../../protocol/settings.ts';
import type { Body } from '../http/cached-response.ts';
import type { StaticFolder } from '../http/static-folder.ts';
import { RELATED } from '../related.ts';

/** The language that the widget falls back to. */
const FALLBACK = 'en';
/** How a launcher's name says what is unread, unless its language has other marks. */
const WITH_UNREAD = '{name}, {unread}';

const { open, close, dismiss, unread, withUnread } = LauncherSettings.entries.strings.entries;
const OtherForms = LauncherSettings.entries.strings.entries.unreadForms.wrapped;
/** What a locale's file has for the launcher. */
const Strings = v.object({
  launcher: v.object({
    open,
    close,
    dismiss,
    unread: v.object({ ...OtherForms.entries, one: v.optional(unread), other: unread }),
    withUnread,
  }),
});
export type LauncherStrings = LauncherSettings['strings'];

/** A language of the widget, as it is spoken to a visit. */
export type Spoken = Pick<LauncherSettings, 'locale' | 'words' | 'strings'>;

/** Which languages the widget speaks, and the launcher's few words in them. */
export interface SpokenLocales {
  /**
   * The first of the wanted tags whose language is spoken, with its region (`fr-CA`), the name of its file where that is
   * not simply its language, and its strings. Undefined where no locale is built at all.
   */
  choose(wanted: readonly (string | undefined)[]): Promise<Spoken | undefined>;
}

/** @param dist the built files, with `locales/<tag>.json` */
export function createSpokenLocales(dist: StaticFolder): SpokenLocales {
  /** A file is the same object for as long as it does not change. */
  const parsed = new WeakMap<Body, LauncherStrings>();

  const stringsIn = (file: Body): LauncherStrings => {
    const known = parsed.get(file);
    if (known) return known;
    const { launcher } = v.parse(Strings, JSON.parse(new TextDecoder().decode(file.bytes)));
    const strings = loaderStrings(launcher);
    parsed.set(file, strings);
    return strings;
  };

  return {
    async choose(wanted) {
      for (const tag of [...wanted, FALLBACK]) {
        if (!tag || !v.is(Locale, tag)) continue;
        for (const candidate of candidates(tag)) {
          const file = await dist.read(join('locales', `${candidate}.json`));
          if (!file) continue;
          const locale = writtenIn(canonical(tag) ?? candidate, candidate);
          const named = new Intl.Locale(locale).language === candidate;
          return { locale, ...(!named && { words: candidate }), strings: stringsIn(file) };
        }
      }
      return undefined;
    },
  };
}

/** One form a field, as loaders know them; those that most languages do without only where there are any. */
function loaderStrings(file: v.InferOutput<typeof Strings>['launcher']): LauncherStrings {
  const { unread, withUnread, ...plain } = file;
  const { other, one = other, ...unreadForms } = unread;
  return {
    ...plain,
    unread: other,
    unreadOne: one,
    ...(Object.keys(unreadForms).length > 0 && { unreadForms }),
    ...(withUnread !== WITH_UNREAD && { withUnread }),
  };
}

/** Who reads another script than the file's is told in which it is: `zh-TW` becomes `zh-Hans-TW`. */
function writtenIn(tag: string, file: string): string {
  const { script } = new Intl.Locale(file);
  const own = new Intl.Locale(tag).maximize().script;
  return script && script !== own ? new Intl.Locale(tag, { script }).baseName : tag;
}

/** Names that a tag's file may have, the nearest first: `zh-TW` → `zh-TW`, `zh-Hant`, `zh-Hans`. */
function candidates(tag: string): string[] {
  const known = canonical(tag);
  if (!known) return [];
  const { language, script } = new Intl.Locale(known).maximize();
  return [known, `${language}-${script}`, language, ...(RELATED[language] ? [RELATED[language]] : [])];
}

function canonical(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).baseName;
  } catch {
    // Well-formed for us, not for BCP 47: nobody speaks it.
    return undefined;
  }
}
