import { accountEn } from './en/account.ts';
import { composerEn } from './en/composer.ts';
import { conversationEn } from './en/conversation.ts';
import { customerEn } from './en/customer.ts';
import { listEn } from './en/list.ts';
import { settingsEn } from './en/settings.ts';
import { shellEn } from './en/shell.ts';
import { teamEn } from './en/team.ts';

/** Every text of the inbox, in English. `{name}` is filled in; `.one` and `.other` are forms of one text by count. */
export const en = {
  ...shellEn,
  ...listEn,
  ...conversationEn,
  ...composerEn,
  ...customerEn,
  ...accountEn,
  ...teamEn,
  ...settingsEn,
} as const;
