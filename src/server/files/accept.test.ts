import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp, { type Metadata } from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { acceptUpload } from './accept.ts';
import { createDiskFiles } from './disk.ts';

const dir = mkdtempSync(join(tmpdir(), 'shopbell-accept-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const files = createDiskFiles({ dir });

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#1f5b4c' } });

/** Uploads, and reads back what was stored. */
async function kept(name: string, bytes: Uint8Array): Promise<{ mime: string; metadata: Metadata; file: object }> {
  const accepted = await acceptUpload(files, 'demo', { name, bytes });
  if (!accepted.ok) throw new Error(accepted.code);
  const read = await files.read('demo', accepted.file.file);
  return { mime: read!.mime, metadata: await sharp(read!.bytes).metadata(), file: accepted.file };
}

describe('an upload', () => {
  it.each(['png', 'jpeg', 'webp', 'gif'] as const)(
    '[FI4] of %s is an image, whatever its name says',
    async (format) => {
      const { mime, metadata, file } = await kept('holiday.exe', await picture(40, 30).toFormat(format).toBuffer());
      expect(mime).toBe(`image/${format}`);
      expect(metadata.format).toBe(format);
      expect(file).toMatchObject({ type: 'image', name: 'holiday.exe', width: 40, height: 30 });
    },
  );

  it('[FI4] of a PDF is a file, kept as it is', async () => {
    const bytes = Buffer.from('%PDF-1.7\n% made for a test\n');
    const accepted = await acceptUpload(files, 'demo', { name: 'terms.png', bytes });
    expect(accepted).toMatchObject({ ok: true, file: { type: 'file', name: 'terms.png', bytes: bytes.length } });
  });

  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    ['SVG with a prologue', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['HTML', '<!doctype html><script>1</script>'],
    ['text', 'hello'],
    ['nothing', ''],
    ['a script', '#!/bin/sh\n'],
    ['an archive', 'PK\x03\x04'],
  ])('[FI5] of %s is refused', async (_, text) => {
    expect(await acceptUpload(files, 'demo', { name: 'photo.png', bytes: Buffer.from(text) })).toEqual({
      ok: false,
      code: 'unsupported_type',
    });
  });

  it('[FI5] that only begins like a picture is refused', async () => {
    const whole = await picture(400, 300).png().toBuffer();
    const bytes = Buffer.concat([whole.subarray(0, 40), Buffer.from('<script>1</script>')]);
    expect(await acceptUpload(files, 'demo', { name: 'photo.png', bytes })).toEqual({
      ok: false,
      code: 'unsupported_type',
    });
  });

  it('[FI6] leaves place, device and every other metadata behind', async () => {
    const secret = 'Garden Lane 7';
    const bytes = await picture(40, 30)
      .withExif({ IFD0: { Copyright: secret, Model: 'Camera' }, IFD3: { GPSLatitudeRef: 'N' } })
      .withIccProfile('p3')
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>${secret}</note></x:xmpmeta>`)
      .jpeg()
      .toBuffer();
    expect(bytes.includes(secret)).toBe(true);
    expect((await sharp(bytes).metadata()).exif).toBeDefined();
    const accepted = await acceptUpload(files, 'demo', { name: 'photo.jpg', bytes });
    const read = await files.read('demo', accepted.ok ? accepted.file.file : '');
    expect(Buffer.from(read!.bytes).includes(secret)).toBe(false);
    const metadata = await sharp(read!.bytes).metadata();
    expect([metadata.exif, metadata.xmp, metadata.iptc]).toEqual([undefined, undefined, undefined]);
  });

  it('[FI6] carries nothing that was hidden behind the pixels', async () => {
    const bytes = Buffer.concat([await picture(8, 8).png().toBuffer(), Buffer.from('<script>hidden()</script>')]);
    const accepted = await acceptUpload(files, 'demo', { name: 'photo.png', bytes });
    const read = await files.read('demo', accepted.ok ? accepted.file.file : '');
    expect(Buffer.from(read!.bytes).includes('hidden')).toBe(false);
  });

  it('[FI7] is turned upright', async () => {
    const bytes = await picture(40, 30).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { metadata, file } = await kept('photo.jpg', bytes);
    expect(metadata).toMatchObject({ width: 30, height: 40 });
    expect(metadata.orientation).toBeUndefined();
    expect(file).toMatchObject({ width: 30, height: 40 });
  });

  it('[FI7] is at most 2048 pixels a side, in its own proportions, and never enlarged', async () => {
    const { metadata } = await kept('wide.png', await picture(4096, 1000).png().toBuffer());
    expect(metadata).toMatchObject({ width: 2048, height: 500 });
  });

  it('[FI7] keeps moving', async () => {
    const frames = await Promise.all(['#f00', '#0f0'].map((background) => frame(background)));
    const bytes = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer();
    const { metadata, file } = await kept('moving.gif', bytes);
    expect(metadata.pages).toBe(2);
    expect(file).toMatchObject({ width: 20, height: 10 });
  });

  it('[FI8] is refused over the limit of bytes, before anybody looks at it', async () => {
    const upload = { name: 'photo.png', bytes: await picture(40, 30).png().toBuffer() };
    const limits = { fileBytes: upload.bytes.length - 1 };
    expect(await acceptUpload(files, 'demo', upload, limits)).toEqual({ ok: false, code: 'too_large' });
    expect(await acceptUpload(files, 'demo', upload, { fileBytes: upload.bytes.length })).toMatchObject({ ok: true });
  });

  it('[FI8] is refused over fifty million pixels, however few bytes hold them', async () => {
    const bytes = await picture(7100, 7100).png().toBuffer();
    expect(bytes.length).toBeLessThan(1_000_000);
    expect(await acceptUpload(files, 'demo', { name: 'photo.png', bytes })).toEqual({ ok: false, code: 'too_large' });
  });

  it('[FI8] is refused by the size that its header claims, before a pixel is decoded', async () => {
    const bytes = Buffer.from(await picture(1, 1).png().toBuffer());
    bytes.writeUInt32BE(60_000, 16);
    bytes.writeUInt32BE(60_000, 20);
    bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
    const started = performance.now();
    expect(await acceptUpload(files, 'demo', { name: 'bomb.png', bytes })).toEqual({ ok: false, code: 'too_large' });
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('[FI7] of a moving WebP keeps moving, and [FI6] leaves its metadata behind', async () => {
    const frames = await Promise.all(['#f00', '#0f0', '#00f'].map((background) => frame(background)));
    const bytes = await sharp(frames, { join: { animated: true } })
      .withExif({ IFD0: { Copyright: 'Garden Lane 7' } })
      .webp({ delay: [100, 100, 100], lossless: true })
      .toBuffer();
    expect(bytes.includes('Garden Lane 7')).toBe(true);
    const { metadata } = await kept('moving.webp', bytes);
    expect(metadata).toMatchObject({ pages: 3, format: 'webp' });
    expect(metadata.exif).toBeUndefined();
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\pictures\\photo.png', 'photo.png'],
    ['a"b\r\nc.png', 'abc.png'],
    ['photo\u202egnp.exe', 'photognp.exe'],
    ['', 'file.png'],
    [`${'x'.repeat(300)}.png`, `${'x'.repeat(196)}.png`],
    [`${'x'.repeat(195)}👗👗.png`, `${'x'.repeat(195)}.png`],
    ['größe 👗.png', 'größe 👗.png'],
  ])('[FI9] called %j is named %j', async (name, expected) => {
    const { file } = await kept(name, await picture(4, 4).png().toBuffer());
    expect(file).toMatchObject({ name: expected });
  });

  it('[FI5] that is refused leaves nothing behind', async () => {
    await acceptUpload(files, 'empty', { name: 'x', bytes: Buffer.from('x') });
    expect(readdirSync(dir)).not.toContain('empty');
  });
});

const frame = (background: string) =>
  sharp({ create: { width: 20, height: 10, channels: 3, background } })
    .png()
    .toBuffer();
