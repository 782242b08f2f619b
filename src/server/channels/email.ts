import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Channel, Notice } from './channel.ts';
import { emailWordsFor, fillWords } from './email-words.ts';

export interface EmailChannelOptions {
  /** `smtp://` or `smtps://` with user, password, host and port. Absent: nothing leaves this machine. */
  smtpUrl?: string;
  /** The sender, `Name <address>` or an address alone. */
  from: string;
  /** Where mails are put when there is no SMTP server: one `.eml` file each, named by the message's id. */
  directory: string;
}

export interface EmailChannel extends Channel {
  /** Sends a message that belongs to no conversation. @throws like `deliver` */
  notify(notice: Notice): Promise<void>;
  /** Ends open connections. */
  close(): void;
}

/** How long an SMTP server may keep us waiting at each step, ms. */
const PATIENCE_MS = 15_000;

/**
 * Sends replies by email. The id becomes the Message-ID, so that a mail sent twice shows up once.
 *
 * Without `smtpUrl` every mail is written as a complete `.eml` file to `directory` instead of being sent, so that a
 * shop without a mail server, a developer or a test sees just what would have gone out.
 *
 * @throws from `deliver` when the server does not take the mail, or the file cannot be written.
 */
export function createEmailChannel({ smtpUrl, from, directory }: EmailChannelOptions): EmailChannel {
  const domain = from.match(/@([^\s@>]+)>?\s*$/)?.[1] ?? 'localhost';
  const patience = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
  const smtp = smtpUrl ? createTransport({ url: smtpUrl, pool: true, ...patience }) : undefined;
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  const compose = ({ id, to, locale, shopName, agentName, text, link }: Parameters<Channel['deliver']>[0]): Notice => {
    const words = emailWordsFor(locale);
    const names = { agent: agentName, shop: shopName, link };
    const line = (key: keyof typeof words): string => fillWords(words[key], names);
    return {
      id,
      to,
      subject: line('subject'),
      text: `${line('intro')}\n\n${text}\n\n${line('more')}\n\n-- \n${line('why')}\n`,
    };
  };

  async function send({ id, to, subject, text }: Notice): Promise<void> {
    const mail: SendMailOptions = {
      from,
      to: { name: '', address: to },
      messageId: `<${id}@${domain}>`,
      subject,
      text,
      // Answers of machines ("out of office") are nothing for the team.
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    };
    if (smtp) {
      await smtp.sendMail(mail);
      return;
    }
    const { message: bytes } = await writer.sendMail(mail);
    await mkdir(directory, { recursive: true });
    const file = join(directory, `${id.replace(/[^\w-]/g, '_')}.eml`);
    // Whole or not at all: whoever reads the directory never sees half a mail.
    await writeFile(`${file}.part`, bytes as Buffer);
    await rename(`${file}.part`, file);
  }

  return {
    deliver: (message) => send(compose(message)),
    notify: send,
    close: () => smtp?.close(),
  };
}
