import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filesContract } from './files.contract.ts';
import { objectsContract } from './objects.contract.ts';
import { FilesUnusable } from './objects.ts';
import { createS3Files, createS3Objects, type S3Options } from './s3.ts';
import { type S3Server, startS3Server } from './testing/s3-server.ts';

let server: S3Server;
beforeAll(async () => {
  server = await startS3Server();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.trouble.length = 0;
  server.requests.length = 0;
});

let folders = 0;
const options = (changes: Partial<S3Options> = {}): S3Options => {
  folders += 1;
  return { ...server.location, prefix: `folder-${folders}/`, backOffMs: 2, timeoutMs: 5000, ...changes };
};
const bytes = new Uint8Array([1, 2, 3]);

objectsContract('S3', async () => createS3Objects(options()));
objectsContract('S3, at the top of the bucket', async () => {
  server.objects.clear();
  return createS3Objects(options({ prefix: '' }));
});
filesContract('S3', async () => createS3Files(options()));

describe('a bucket', () => {
  it('[SB2] is asked by path, below the prefix', async () => {
    const given = options();
    await createS3Objects(given).put('demo/a.json', bytes);
    expect(server.requests).toEqual([`PUT /chat-files/${given.prefix}demo/a.json`]);
    expect([...server.objects.keys()]).toContain(`${given.prefix}demo/a.json`);
  });

  it.each([
    ['an internal error', { status: 500 }],
    ['being busy', { status: 503, code: 'SlowDown' }],
    ['too many requests', { status: 429, code: 'TooManyRequests' }],
    ['a cut connection', 'cut' as const],
    ['silence', 'hang' as const],
  ])('[SB3] is asked again after %s', async (_what, trouble) => {
    const objects = createS3Objects(options({ timeoutMs: 300 }));
    server.trouble.push(trouble, trouble);
    await objects.put('demo/a', bytes);
    expect(server.requests).toHaveLength(3);
    expect(Buffer.from((await objects.get('demo/a'))!).equals(bytes)).toBe(true);
  });

  it('[SB3] that goes on failing is given up with what it said last', async () => {
    const objects = createS3Objects(options({ tries: 3 }));
    server.trouble.push(...Array.from({ length: 3 }, () => ({ status: 503, code: 'SlowDown' })));
    const error: unknown = await objects.get('demo/a').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FilesUnusable);
    expect((error as Error).message).toContain('503 (SlowDown)');
    expect(server.requests).toHaveLength(3);
  });

  it.each<[string, Partial<S3Options>, string]>([
    ['a wrong secret', { secretKey: 'wrong-secret' }, '403 (SignatureDoesNotMatch)'],
    ['an unknown key', { accessKey: 'NOBODY' }, '403 (InvalidAccessKeyId)'],
    ['another region', { region: 'us-east-1' }, '403 (AuthorizationHeaderMalformed)'],
    ['a bucket that is not there', { bucket: 'no-such' }, 'does not exist'],
    ['nobody there', { endpoint: 'http://127.0.0.1:21899', tries: 2 }, 'ECONNREFUSED'],
  ])(
    '[SB4] says in one line that it cannot be used with %s, and never shows the secret',
    async (_what, changes, says) => {
      const given = options(changes);
      const error: unknown = await createS3Objects(given)
        .ready()
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(FilesUnusable);
      const { message } = error as Error;
      expect(message).toContain(says);
      expect(message).toContain(`"${given.bucket}"`);
      expect(message).not.toContain('\n');
      expect(message).not.toContain(given.secretKey);
    },
  );

  it('[SB4] that refuses is not asked again', async () => {
    await expect(createS3Objects(options({ secretKey: 'wrong' })).put('demo/a', bytes)).rejects.toThrow('403');
    expect(server.requests).toHaveLength(1);
  });

  it('[SB5] keeps what was put whole: a body that changed on the way is refused', async () => {
    const objects = createS3Objects(options());
    server.trouble.push('garble');
    await expect(objects.put('demo/a', bytes)).rejects.toThrow('400 (XAmzContentSHA256Mismatch)');
    expect(await objects.has('demo/a')).toBe(false);
  });
});
