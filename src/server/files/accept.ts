import { LIMITS } from '../../protocol/limits.ts';
import type { StoredFile } from '../../protocol/rest.ts';
import { cleanImage } from './clean-image.ts';
import type { Files } from './files.ts';
import { sniff } from './sniff.ts';

const NAME_LENGTH = 200;

export type Accepted = { ok: true; file: StoredFile } | { ok: false; code: 'unsupported_type' | 'too_large' };

/**
 * Takes what an agent uploads: PNG, JPEG, WebP and GIF as images, made anew and without metadata; PDF as a file. The
 * bytes decide, not the name.
 *
 * @param limits `fileBytes`: the largest upload.
 */
export async function acceptUpload(
  files: Files,
  shop: string,
  upload: { name: string; bytes: Uint8Array },
  limits: { fileBytes: number } = LIMITS,
): Promise<Accepted> {
  if (upload.bytes.byteLength > limits.fileBytes) return { ok: false, code: 'too_large' };
  const mime = sniff(upload.bytes);
  if (!mime) return { ok: false, code: 'unsupported_type' };
  const name = plainName(upload.name) || `file.${mime.split('/')[1]}`;
  if (mime === 'application/pdf') return { ok: true, file: await files.put(shop, { name, mime, bytes: upload.bytes }) };
  const image = await cleanImage(upload.bytes, mime);
  if (!image.ok) return image;
  const { bytes, width, height } = image;
  return { ok: true, file: await files.put(shop, { name, mime, bytes, width, height }) };
}

/** The last part of a path, without signs that could mislead a reader or a header; the ending survives a long name. */
function plainName(name: string): string {
  const plain = (name.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}\p{Cs}"]/gu, '').trim();
  if (plain.length <= NAME_LENGTH) return plain;
  const ending = /\.\w{1,8}$/.exec(plain)?.[0] ?? '';
  // The cut may have halved a pair of surrogates.
  return plain.slice(0, NAME_LENGTH - ending.length).replace(/\p{Cs}/gu, '') + ending;
}
