import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The head of a mail of ours is shorter. */
const HEAD_BYTES = 16 * 1024;

/** Removes the mails to an address that wait as files below `directory`; returns how many there were. */
export async function eraseMails(directory: string, address: string): Promise<number> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  let removed = 0;
  for (const name of names.filter((one) => one.endsWith('.eml'))) {
    const path = join(directory, name);
    if (!recipients(await headOf(path)).includes(address.toLowerCase())) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead).split(/\r?\n\r?\n/)[0] ?? '';
  } finally {
    await file.close();
  }
}

/** Addresses of the header `To`, which may go on in lines that begin with a space. */
function recipients(head: string): string[] {
  const line = /^to:(.*)$/im.exec(head.replace(/\r?\n[ \t]+/g, ' '))?.[1] ?? '';
  return line
    .toLowerCase()
    .split(/[\s,;<>"]+/)
    .filter((word) => word.includes('@'));
}
