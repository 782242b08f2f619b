import { availability, withinHours } from '../../domain/availability.ts';
import type { Team } from '../../domain/decision.ts';
import { nextOpening } from '../../domain/hours.ts';
import { type Flow, fill } from '../bot/flow.ts';
import { textIn } from '../settings/local-text.ts';
import { languageOf } from '../store/shop-flows.ts';
import type { Shop } from '../store/shops.ts';

/** What is known of the shopper's address: that there is one, that they may be asked for it, or neither. */
export type Reach = 'known' | 'asked' | 'none';

/**
 * Whether a person can be had at a moment (epoch ms), and what the bot says about it: the shop's own first reply
 * within or outside its hours, or the excuse of the flow in the shopper's language.
 */
export function teamFacts(shop: Shop, flow: Flow, at: { now: number; locale: string; reach: Reach }): Team {
  const team = availability(shop, at.now);
  const when = team.open ? nextOpening(shop, at.now) : team.backAt;
  const own = (texts: Shop['unavailable']): string | undefined => textIn(texts, at.locale, shop.locale);
  const words = wordsOf();
  if (words === undefined) return team;
  const names = {
    shop: shop.name,
    ...(when !== undefined && { when: spokenMoment(when, spokenLocale(flow, at.locale), shop.timeZone) }),
  };
  return { ...team, words: { type: 'text', text: fill(words, names) } };

  function wordsOf(): string | undefined {
    if (team.open) return own(shop.firstReplies?.[withinHours(shop, at.now) ? 'inside' : 'outside']);
    if (team.backAt === undefined) return own(shop.unavailable) ?? flow.lines.unavailable;
    return own(shop.firstReplies?.outside) ?? excuse(flow, at.reach);
  }
}

function excuse({ lines }: Flow, reach: Reach): string {
  if (reach === 'none') return lines.away;
  return `${lines.away} ${reach === 'known' ? lines.awayByEmail : lines.awayAskEmail}`;
}

/** The shopper's own region where the flow speaks their language: times are written as they are used to. */
const spokenLocale = (flow: Flow, locale: string): string =>
  languageOf(locale) === languageOf(flow.locale) ? locale : flow.locale;

/** `Monday, July 6 at 9:00 AM GMT+1`: by the shop's clock, and saying so, for the shopper's may be another one. */
function spokenMoment(at: number, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'shortOffset',
  }).format(at);
}
