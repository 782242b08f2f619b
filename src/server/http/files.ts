import type { Hono } from 'hono';
import { StoredFile } from '../../protocol/rest.ts';
import type { Limits } from '../config.ts';
import { acceptUpload } from '../files/accept.ts';
import type { Files } from '../files/files.ts';
import type { Env } from './env.ts';
import { FOR_PAGES } from './for-pages.ts';
import { problemResponse, refuse } from './problem.ts';
import { readBody, TooLarge } from './read-body.ts';
import { defineRoute, type Route } from './route.ts';

/** Types that browsers show as a picture and nothing else; all others are downloads. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** Uploads by agents; shoppers cannot send files. */
export function fileRoutes({ files, limits }: { files: Files; limits: Limits }): Route[] {
  return [
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/files',
        summary: 'Stores an image or a file: the bytes as the body, the name in `X-File-Name`, percent-encoded.',
        access: 'chat',
        scope: 'conversations:write',
        body: 'bytes',
        answer: StoredFile,
        status: 201,
        refusals: ['invalid', 'unauthorised', 'forbidden', 'wrong_origin', 'too_large', 'unsupported_type'],
      },
      async ({ c, who }) => {
        const name = decoded(c.req.header('x-file-name') ?? '');
        if (name === undefined || name.trim() === '') return refuse('invalid', { detail: 'Wrong: X-File-Name.' });
        try {
          const bytes = await readBody(c.req.raw, limits.fileBytes);
          if (bytes.length === 0) return refuse('invalid', { detail: 'The body is empty.' });
          const accepted = await acceptUpload(files, who.shop, { name, bytes }, limits);
          return accepted.ok ? { body: accepted.file } : refuse(accepted.code);
        } catch (error) {
          if (error instanceof TooLarge) return refuse('too_large');
          throw error;
        }
      },
    ),
  ];
}

/**
 * `GET /files/<shop>/<id>`: whoever knows the random id may read. Whatever the bytes are, they cannot act: no script, no
 * sniffing, no page of their own.
 */
export function mountFiles(app: Hono<Env>, files: Files): void {
  app.get('/files/:shop/:id', async (c) => {
    const { shop, id } = c.req.param();
    const found = /^[\w-]{1,63}$/.test(shop) && /^f_[\w-]{1,60}$/.test(id) ? await files.read(shop, id) : undefined;
    if (!found) return problemResponse(c, refuse('not_found'));
    const shown = SHOWN.has(found.mime);
    return new Response(new Uint8Array(found.bytes), {
      headers: {
        'content-type': shown ? found.mime : 'application/octet-stream',
        'content-length': String(found.bytes.length),
        'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${percent(found.name)}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'public, max-age=31536000, immutable',
        ...FOR_PAGES,
      },
    });
  });
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: the header was not encoded as asked.
    return undefined;
  }
}

/** RFC 8187: stricter than `encodeURIComponent`. */
const percent = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
