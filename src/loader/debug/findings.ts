import type { Placement } from '../../protocol/options.ts';
import type { LauncherSettings } from '../../protocol/settings.ts';
import { fill } from '../../ui/fill.ts';
import type { Bell } from '../bell.ts';
import { VERSION } from '../built.ts';
import { words } from '../locales/check-en.ts';
import type { OptionFindings } from './find-options.ts';
import type { Finding } from './finding.ts';
import type { Heard } from './listen.ts';
import type { Trouble } from './watch-trouble.ts';

const named = (name: string, mark: Finding['mark'], says: string, more?: string[]): Finding => ({
  name,
  mark,
  says,
  more,
});

/** The chat's script tags, whoever has put them there. */
const snippets = (): HTMLScriptElement[] =>
  [...document.querySelectorAll<HTMLScriptElement>('script[src]')].filter(({ src }) =>
    /\/shopbell\.js(\?|$)/.test(src),
  );

/** Address and options of a script, to see whether two of them say the same. */
const saysOf = ({ src, dataset }: HTMLScriptElement): string => {
  const { origin, searchParams } = new URL(src);
  return `${origin} ${searchParams.get('shop') ?? dataset.shop ?? ''}`;
};

/** Why there is no chat, or that there is one. */
export function chatFinding({ found, door, api }: Bell, { options }: OptionFindings): Finding {
  const { shop } = options;
  if (found instanceof Error) {
    const status = /^\d{3}$/.exec(found.message)?.[0];
    if (status === '404') return named(words.widget, 'bad', fill(words.unknownShop, { shop }));
    if (status) return named(words.widget, 'bad', fill(words.badAnswer, { shop, status }));
    const { message } = found;
    return named(words.widget, 'bad', fill(words.unreachable, { shop, api, message, hint: words.blockedHint }));
  }
  const { name } = found;
  const selector = (options.position as Placement | undefined)?.inline;
  if (!door.element.isConnected) return named(words.widget, 'bad', words.hidden);
  if (selector && !document.querySelector(selector))
    return named(words.widget, 'note', fill(words.noPlace, { name, selector }));
  return named(words.widget, 'good', fill(words.stands, { name }));
}

export function versionFinding(): Finding {
  const [script] = snippets();
  const pinned = script && /\/v\/[^/]+\/shopbell\.js/.test(script.src);
  const hash = script?.integrity ? words.withHash : '';
  return named(words.version, 'good', fill(pinned ? words.pinned : words.newest, { version: VERSION, hash }));
}

export function snippetFinding(): Finding {
  const scripts = snippets();
  const n = scripts.length;
  const sources = scripts.map(({ src }) => src);
  if (n === 0) return named(words.snippets, 'note', words.noSnippet);
  if (n === 1) return named(words.snippets, 'good', words.oneSnippet, sources);
  const agree = new Set(scripts.map(saysOf)).size === 1;
  return named(
    words.snippets,
    agree ? 'note' : 'bad',
    fill(agree ? words.moreSnippets : words.otherSnippets, { n }),
    sources,
  );
}

export function languageFinding({ found }: Bell, { options }: OptionFindings): Finding {
  const { lang } = document.documentElement;
  const chat = (found as Partial<LauncherSettings>).locale ?? options.locale ?? '';
  if (!lang) return named(words.language, 'note', fill(words.noLang, { browser: navigator.language, chat }));
  const same = lang.split('-')[0]!.toLowerCase() === chat.split('-')[0]!.toLowerCase();
  return named(words.language, same ? 'good' : 'note', fill(same ? words.speaks : words.other, { page: lang, chat }));
}

export function consentFinding({ options, placeOf }: OptionFindings, { consent }: Heard): Finding {
  const privacy = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl;
  const level = (consent ?? options.cookieConsent) & (privacy ? 1 : 3);
  const cookies = document.cookie.match(/shopbell_\w+(?==)/g) ?? [words.none];
  return named(
    words.consent,
    'good',
    fill(words.level, { level: words.levels[level]!, place: words.places[placeOf('cookieConsent')] }),
    [
      ...(privacy ? [words.privacy] : []),
      fill(words.source, { source: options.consentSource }),
      fill(words.cookies, { names: cookies.join(', ') }),
    ],
  );
}

export function cartFinding({ options, placeOf }: OptionFindings, { cartLines }: Heard): Finding {
  const values = { source: options.cartSource, place: words.places[placeOf('cartSource')], n: cartLines ?? 0 };
  return named(
    words.cart,
    cartLines === undefined ? 'note' : 'good',
    fill(cartLines === undefined ? words.noCart : words.hasCart, values),
  );
}

/** Asks for what opening the chat asks for, by the same way. */
export async function filesFinding(loadWidget: () => Promise<unknown>): Promise<Finding> {
  try {
    await loadWidget();
    return named(words.files, 'good', words.filesFine);
  } catch (error) {
    const file = (error as Error).message;
    return named(words.files, 'bad', fill(words.fileFailed, { file, hint: words.blockedHint }));
  }
}

export function troubleFindings({ blocked, refused }: Trouble, { errors }: Heard): Finding[] {
  return [
    blocked.size > 0
      ? named(words.blocked, 'bad', words.blockedHint, [...blocked])
      : named(words.blocked, 'good', words.noneBlocked),
    refused.size > 0
      ? named(words.policy, 'bad', [...refused].join(' · '))
      : named(words.policy, 'good', words.nonePolicy),
    errors.length > 0 ? named(words.errors, 'bad', errors.join(' · ')) : named(words.errors, 'good', words.noErrors),
  ];
}
