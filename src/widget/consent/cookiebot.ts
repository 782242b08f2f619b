import type { ConsentSource } from '../../ui/consent-source.ts';
import { fieldsOf, isGranted, isObject, levelOf } from './answers.ts';
import { askedAfter, type ConsentTool, followTool } from './follow-tool.ts';

/** Cookiebot: `preferences` is personalisation, `statistics` analytics. Consent that it implied by itself is no answer. */
export const cookiebot: ConsentTool = {
  name: 'Cookiebot',
  isThere: ({ Cookiebot }) => isObject(Cookiebot) && isObject(Cookiebot.consent),
  ...askedAfter(
    ['CookiebotOnConsentReady', 'CookiebotOnAccept', 'CookiebotOnDecline', 'CookiebotOnLoad'],
    ({ Cookiebot }) => {
      const { hasResponse, consent } = fieldsOf(Cookiebot, 'Cookiebot');
      const { preferences, statistics, method } = fieldsOf(consent, 'Cookiebot.consent');
      const answered = isGranted(hasResponse, 'Cookiebot.hasResponse') && method !== 'implied';
      const personalisation = isGranted(preferences, 'Cookiebot.consent.preferences');
      const analytics = isGranted(statistics, 'Cookiebot.consent.statistics');
      return answered ? levelOf(personalisation, analytics) : 0;
    },
  ),
};

export const start: ConsentSource = (report) => followTool(cookiebot, report);
