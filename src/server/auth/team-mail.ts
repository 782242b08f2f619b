import type { Notice } from '../channels/channel.ts';
import { teamMailEn } from './locales/en.ts';

/** What the team gets by email. */
export interface TeamMail {
  /** Whether this server sends email at all; if not, links are passed on by hand. */
  enabled: boolean;
  /**
   * @param id marks a repetition of the same message
   * @throws when the mail server does not take it
   */
  send(
    kind: keyof typeof teamMailEn,
    to: { id: string; email: string },
    words: { shop: string; by?: string; link: string },
  ): Promise<void>;
}

/** @param notify undefined: without a mail server */
export function createTeamMail(notify: ((notice: Notice) => Promise<void>) | undefined): TeamMail {
  return {
    enabled: notify !== undefined,
    async send(kind, { id, email }, words) {
      const fill = (text: string): string =>
        text.replace(/\{(shop|by|link)\}/g, (_, name: keyof typeof words) => words[name] ?? '');
      const { subject, text } = teamMailEn[kind];
      await notify?.({ id, to: email, subject: fill(subject), text: fill(text) });
    },
  };
}
