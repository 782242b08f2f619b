import type { ConsentSource } from '../../ui/consent-source.ts';
import { call, can, levelOf } from './answers.ts';
import { askedAfter, type ConsentTool, followTool } from './follow-tool.ts';

/**
 * OneTrust: functional cookies (C0003) are personalisation, performance (C0002) analytics. Where consent is not required it
 * lists all groups before anybody has closed its banner: that is no answer.
 */
export const onetrust: ConsentTool = {
  name: 'OneTrust',
  // Pages set `OneTrust` themselves to say where the shopper is, before it comes.
  isThere: ({ OneTrust, OnetrustActiveGroups }) =>
    can(OneTrust, 'IsAlertBoxClosed') && typeof OnetrustActiveGroups === 'string',
  ...askedAfter(['OneTrustGroupsUpdated', 'OTConsentApplied'], ({ OneTrust, OnetrustActiveGroups }) => {
    const groups = `${OnetrustActiveGroups}`.split(',');
    const answered = call(OneTrust, 'IsAlertBoxClosed') === true;
    return answered ? levelOf(groups.includes('C0003'), groups.includes('C0002')) : 0;
  }),
};

export const start: ConsentSource = (report) => followTool(onetrust, report);
