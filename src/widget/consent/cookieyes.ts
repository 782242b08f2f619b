import type { ConsentSource } from '../../ui/consent-source.ts';
import { call, fieldsOf, isGranted, levelOf } from './answers.ts';
import { askedAfter, type ConsentTool, followTool } from './follow-tool.ts';

/** CookieYes: `functional` is personalisation, `analytics` analytics, once the shopper has done something with the banner. */
export const cookieyes: ConsentTool = {
  name: 'CookieYes',
  isThere: ({ getCkyConsent }) => typeof getCkyConsent === 'function',
  ...askedAfter(['cookieyes_banner_load', 'cookieyes_consent_update'], (page) => {
    const { isUserActionCompleted, categories } = fieldsOf(call(page, 'getCkyConsent'), 'getCkyConsent()');
    const { functional, analytics } = fieldsOf(categories, 'getCkyConsent().categories');
    return isGranted(isUserActionCompleted, 'getCkyConsent().isUserActionCompleted')
      ? levelOf(isGranted(functional, 'categories.functional'), isGranted(analytics, 'categories.analytics'))
      : 0;
  }),
};

export const start: ConsentSource = (report) => followTool(cookieyes, report);
