import sharp, { type Sharp } from 'sharp';
import { createGate } from './gate.ts';
import type { AcceptedType } from './sniff.ts';

const MAX_SIDE = 2048;
/** Over all frames of a moving picture. */
const MAX_PIXELS = 50_000_000;
const QUALITY = 85;
/** A picture of the largest size takes some hundred megabytes while it is made. */
const inTurn = createGate(2);

export type ImageType = Exclude<AcceptedType, 'application/pdf'>;

export type CleanImage =
  | { ok: true; bytes: Uint8Array; width: number; height: number }
  | { ok: false; code: 'unsupported_type' | 'too_large' };

/**
 * Makes a picture anew from its pixels: turned upright, at most 2048 px a side, without place, device or any other
 * metadata, and without whatever else the file carried. Moving pictures keep moving.
 */
export async function cleanImage(bytes: Uint8Array, type: ImageType): Promise<CleanImage> {
  const animated = type === 'image/gif' || type === 'image/webp';
  try {
    // The header alone is read here: what would not fit into memory is refused before a pixel is decoded.
    const header = sharp(bytes, { animated, limitInputPixels: false });
    const { width, height, pages = 1, pageHeight = height } = await header.metadata();
    if (width * pageHeight * pages > MAX_PIXELS) return { ok: false, code: 'too_large' };
    const image = sharp(bytes, { animated, limitInputPixels: MAX_PIXELS })
      .autoOrient()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true });
    const { data, info } = await inTurn(() => encode(image, type).toBuffer({ resolveWithObject: true }));
    return { ok: true, bytes: data, width: info.width, height: info.pageHeight ?? info.height };
  } catch {
    // The beginning looked right, yet no picture could be read from the rest.
    return { ok: false, code: 'unsupported_type' };
  }
}

function encode(image: Sharp, type: ImageType): Sharp {
  switch (type) {
    case 'image/png':
      return image.png();
    case 'image/jpeg':
      return image.jpeg({ quality: QUALITY });
    case 'image/webp':
      return image.webp({ quality: QUALITY });
    case 'image/gif':
      return image.gif();
  }
}
