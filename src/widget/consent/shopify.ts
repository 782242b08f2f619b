import type { Consent } from '../../protocol/primitives.ts';
import type { ConsentSource } from '../../ui/consent-source.ts';
import { call, can, type Fields, fieldsOf, isObject, levelOf } from './answers.ts';
import { type ConsentTool, followTool } from './follow-tool.ts';

const FEATURE = { name: 'consent-tracking-api', version: '0.1' };

function isYes(answer: unknown, what: string): boolean {
  if (/^(yes|no|)$/.test(`${answer ?? ''}`)) return answer === 'yes';
  throw new TypeError(`${what} is neither yes nor no`);
}

/** The shopper's own words: where no law asks for them, the other methods of the interface allow everything. */
function read({ Shopify }: Fields): Consent {
  const { customerPrivacy } = fieldsOf(Shopify, 'Shopify');
  const consent = fieldsOf(call(customerPrivacy, 'currentVisitorConsent'), 'currentVisitorConsent()');
  return levelOf(isYes(consent.preferences, 'preferences'), isYes(consent.analytics, 'analytics'));
}

/** Shopify's Customer Privacy: `preferences` is personalisation, `analytics` analytics. */
export const shopify: ConsentTool = {
  name: 'Shopify Customer Privacy',
  isThere: ({ Shopify }) =>
    isObject(Shopify) && (can(Shopify.customerPrivacy, 'currentVisitorConsent') || can(Shopify, 'loadFeatures')),
  events: [],
  follow(page, tell, signal) {
    const { Shopify } = page;
    const isLoaded = (): boolean => can((Object(Shopify) as Fields).customerPrivacy, 'currentVisitorConsent');
    const ask = (): void => {
      if (isLoaded()) tell(() => read(page));
    };
    addEventListener('visitorConsentCollected', ask, { capture: true, signal });
    ask();
    if (!isLoaded())
      call(Shopify, 'loadFeatures', [FEATURE], (error?: unknown) =>
        tell(() => {
          if (error) throw error;
          return read(page);
        }),
      );
  },
};

export const start: ConsentSource = (report) => followTool(shopify, report);
