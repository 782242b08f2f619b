import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { createFiles } from './create-files.ts';
import type { Files } from './files.ts';
import { FilesUnusable, type ListedObject, type Objects } from './objects.ts';
import type { S3Location } from './s3-location.ts';
import { readErrorCode, readListPage } from './s3-xml.ts';

export interface S3Options extends S3Location {
  /** How long one try may take, ms. Default 15,000. */
  timeoutMs?: number;
  /** Tries of a request that the bucket's side has failed. Default 4. */
  tries?: number;
  /** Longest wait before the second try, ms; it doubles each time, and a part of it by chance is waited. Default 200. */
  backOffMs?: number;
}

/** Files in a bucket that speaks the S3 API. */
export const createS3Files = (options: S3Options): Files => createFiles(createS3Objects(options));

/**
 * Objects in a bucket, addressed by path, requests and bodies signed (Signature Version 4). What fails on the bucket's
 * side or on the way (5xx, 429, no answer in time) is tried again.
 */
export function createS3Objects(options: S3Options): Objects {
  const { endpoint, bucket, prefix, region, accessKey, secretKey } = options;
  const { timeoutMs = 15_000, tries = 4, backOffMs = 200 } = options;
  const aws = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, service: 's3', region, retries: 0 });
  const place = `The bucket "${bucket}" at ${endpoint}`;

  /** @throws FilesUnusable for any answer but 2xx and 404 */
  async function ask(method: string, path: string, body?: Uint8Array): Promise<{ status: number; bytes: Buffer }> {
    const headers = { 'x-amz-content-sha256': sha256(body ?? new Uint8Array()) };
    for (let attempt = 1; ; attempt++) {
      const answer = await once(method, path, headers, body);
      if (answer.status === 404 || (answer.status >= 200 && answer.status < 300)) return answer;
      const passing = answer.status >= 500 || answer.status === 429 || answer.status === 0;
      if (!passing || attempt >= tries) throw new FilesUnusable(`${place} answers ${answer.reason}.`);
      await wait(Math.random() * backOffMs * 2 ** (attempt - 1));
    }
  }

  /** Status 0: no whole answer came. */
  async function once(method: string, path: string, headers: Record<string, string>, body?: Uint8Array) {
    try {
      const url = `${endpoint}/${bucket}${path}`;
      const signed = await aws.sign(url, { method, headers, ...(body && { body: new Uint8Array(body) }) });
      const response = await fetch(signed, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
      const bytes = Buffer.from(await response.arrayBuffer());
      const code = response.ok ? undefined : readErrorCode(bytes.toString('utf8'));
      return { status: response.status, bytes, reason: code ? `${response.status} (${code})` : `${response.status}` };
    } catch (error) {
      return { status: 0, bytes: Buffer.alloc(0), reason: `nothing (${reasonOf(error)})` };
    }
  }

  const pathOf = (key: string): string => `/${prefix}${key}`;
  /** What is not there is undefined; a bucket that is not there is a fault. */
  const found = ({ status, bytes }: { status: number; bytes: Buffer }): Buffer | undefined => {
    if (status !== 404) return bytes;
    if (readErrorCode(bytes.toString('utf8')) === 'NoSuchBucket') throw new FilesUnusable(`${place} does not exist.`);
    return undefined;
  };

  const put = async (key: string, bytes: Uint8Array): Promise<void> => {
    const answer = await ask('PUT', pathOf(key), bytes);
    if (found(answer) === undefined) throw new FilesUnusable(`${place} does not take objects (404).`);
  };
  const remove = async (key: string): Promise<void> => void found(await ask('DELETE', pathOf(key)));

  async function* list(under: string): AsyncGenerator<ListedObject> {
    let next: string | undefined;
    do {
      const query = new URLSearchParams({ 'list-type': '2', prefix: prefix + under });
      if (next !== undefined) query.set('continuation-token', next);
      const bytes = found(await ask('GET', `?${query}`));
      if (!bytes) throw new FilesUnusable(`${place} cannot be listed (404).`);
      const page = readListPage(bytes.toString('utf8'));
      for (const { key, changedAt } of page.objects) yield { key: key.slice(prefix.length), changedAt };
      next = page.next;
    } while (next !== undefined);
  }

  return {
    put,
    remove,
    list,
    get: async (key) => found(await ask('GET', pathOf(key))),
    // An answer to HEAD has no body that would tell a missing bucket from a missing object; writing finds out.
    has: async (key) => (await ask('HEAD', pathOf(key))).status !== 404,
    async ready() {
      const probe = `.probe-${randomBytes(6).toString('hex')}`;
      await put(probe, new Uint8Array());
      await remove(probe);
      // The sweep lists; a key that may write but not list would show itself only hours later.
      for await (const _ of list(`${probe}/`)) break;
    },
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The name of what went wrong, such as ECONNREFUSED: messages of `fetch` may hold the address, and it the key. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = (error.cause ?? error) as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : error.name;
}
