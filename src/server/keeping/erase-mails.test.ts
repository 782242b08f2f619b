import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmailChannel } from '../channels/email.ts';
import { eraseMails } from './erase-mails.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shopbell-mails-'));
});
afterAll(() => rm(directory, { recursive: true }));

describe('mails that wait on the disk', () => {
  it('[ER11] go with the person to whom they were written, and no others', async () => {
    const channel = createEmailChannel({ from: 'Shop <chat@shop.test>', directory });
    const mail = {
      locale: 'en',
      shopName: 'Oak',
      agentName: 'Ann',
      text: 'To: ines@example.com',
      link: 'https://shop.test/',
    };
    for (const [id, to] of [
      ['j_1', 'Ines@example.com'],
      ['j_2', 'marta@example.com'],
      ['j_3', 'ines@example.com.test'],
    ] as const) {
      await channel.deliver({ ...mail, id, to });
    }
    await writeFile(join(directory, 'j_4.eml'), 'From: a@b.test\r\nTo: Some Body\r\n <ines@example.com>\r\n\r\nHello');
    await writeFile(join(directory, 'notes.txt'), 'To: ines@example.com\r\n\r\n');
    expect(await eraseMails(directory, 'ines@example.com')).toBe(2);
    expect((await readdir(directory)).sort()).toEqual(['j_2.eml', 'j_3.eml', 'notes.txt']);
  });

  it('[ER11] need not be there', async () => {
    expect(await eraseMails(join(directory, 'none'), 'ines@example.com')).toBe(0);
  });
});
