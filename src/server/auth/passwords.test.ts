import { describe, expect, it } from 'vitest';
import { checkPassword, hashPassword } from './passwords.ts';

describe('passwords', () => {
  it('[AU8] are kept as argon2id with salt and parameters, different each time', async () => {
    const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^argon2id\$v=19\$m=19456,t=2,p=1\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(two);
    expect(await checkPassword('correct horse', one)).toBe(true);
    expect(await checkPassword('correct horse ', one)).toBe(false);
    expect(await checkPassword('', one)).toBe(false);
  });

  it('[AU8] are checked with the parameters that they were made with', async () => {
    // Made with m=8, t=1, p=1 by the same function before the cost was raised.
    const { argon2Sync } = await import('node:crypto');
    const nonce = Buffer.from('0123456789abcdef');
    const tag = argon2Sync('argon2id', { message: 'old', nonce, memory: 8, passes: 1, parallelism: 1, tagLength: 32 });
    const stored = `argon2id$v=19$m=8,t=1,p=1$${nonce.toString('base64url')}$${tag.toString('base64url')}`;
    expect(await checkPassword('old', stored)).toBe(true);
    expect(await checkPassword('new', stored)).toBe(false);
  });

  it('[AU8] are never right where none is stored', async () => {
    for (const stored of [undefined, '', 'plain', 'argon2id$v=19$m=8,t=1,p=1$$']) {
      expect(await checkPassword('', stored)).toBe(false);
      expect(await checkPassword('plain', stored)).toBe(false);
    }
  });

  it('[AU2] take as long to refuse for an unknown address as for a known one', async () => {
    const stored = await hashPassword('correct horse');
    const time = async (of: string | undefined): Promise<number> => {
      const started = performance.now();
      for (let n = 0; n < 5; n++) await checkPassword('guess', of);
      return performance.now() - started;
    };
    await time(stored);
    const [known, unknown] = [await time(stored), await time(undefined)];
    // A shortcut would be a thousand times faster; a busy machine is not ten times slower.
    expect(unknown).toBeGreaterThan(known / 10);
  });
});
