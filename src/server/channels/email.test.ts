import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmailChannel } from './email.ts';

const MESSAGE = {
  id: 'j_abc123',
  to: 'ines@example.com',
  locale: 'en',
  shopName: 'Hazel & Hem',
  agentName: 'Jonas',
  text: 'Your parcel left today.\n.\nSee you.',
  link: 'https://chat.example.com/chat?shop=demo',
};
const FROM = 'Hazel & Hem <hello@shop.example>';

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function mailServer(accept: (rcpt: string) => boolean = () => true) {
  const mails: { from: string; to: string[]; source: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, done) => done(accept(address) ? null : new Error('No such mailbox')),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ from, to, source: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  undo.push(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return { mails, url: `smtp://127.0.0.1:${port}` };
}

describe('the email channel', () => {
  it('[EN60] sends through the SMTP server, with the id as Message-ID and the text whole', async () => {
    const { mails, url } = await mailServer();
    const channel = createEmailChannel({ smtpUrl: url, from: FROM, directory: '/nonexistent' });
    undo.push(channel.close);
    await channel.deliver(MESSAGE);
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    expect(mail).toMatchObject({ from: 'hello@shop.example', to: ['ines@example.com'] });
    expect(mail?.source).toContain('Message-ID: <j_abc123@shop.example>');
    expect(mail?.source).toContain('Subject: Jonas from Hazel & Hem has answered you');
    expect(mail?.source.replaceAll('\r\n', '\n')).toContain('Your parcel left today.\n.\nSee you.');
    expect(mail?.source).toContain('https://chat.example.com/chat?shop=demo');
  });

  it('[EN61] fails when the server does not take the mail', async () => {
    const { mails, url } = await mailServer(() => false);
    const channel = createEmailChannel({ smtpUrl: url, from: FROM, directory: '/nonexistent' });
    undo.push(channel.close);
    await expect(channel.deliver(MESSAGE)).rejects.toThrow(/No such mailbox/);
    expect(mails).toEqual([]);
  });

  it('[EN62] writes the mail to a file when there is no SMTP server; the same one again replaces it', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'shopbell-mail-'));
    undo.push(() => rm(directory, { recursive: true }));
    const channel = createEmailChannel({ from: FROM, directory: join(directory, 'mail') });
    await channel.deliver({ ...MESSAGE, locale: 'de-AT', text: 'Grüße, schöne Größe' });
    await channel.deliver({ ...MESSAGE, locale: 'de-AT', text: 'Grüße, schöne Größe' });
    expect(await readdir(join(directory, 'mail'))).toEqual(['j_abc123.eml']);
    const source = await readFile(join(directory, 'mail', 'j_abc123.eml'), 'utf8');
    expect(source).toMatch(/^Subject: Jonas von Hazel & Hem hat Ihnen geantwortet\r$/m);
    expect(source).toMatch(/^To: ines@example.com\r$/m);
    expect(source).toContain('Gr=C3=BC=C3=9Fe');
  });

  it('[EN63] lets no name break out of a header', async () => {
    const { mails, url } = await mailServer();
    const channel = createEmailChannel({ smtpUrl: url, from: FROM, directory: '/nonexistent' });
    undo.push(channel.close);
    await channel.deliver({ ...MESSAGE, agentName: 'Jo\r\nBcc: spy@example.com' });
    expect(mails[0]?.to).toEqual(['ines@example.com']);
    const [headers] = mails[0]?.source.split('\r\n\r\n') ?? [];
    expect(headers).toContain('Subject: Jo');
    expect(headers).not.toMatch(/^Bcc:/m);
  });
});
