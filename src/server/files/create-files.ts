import { createHash, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { FileId, ShopId } from '../../protocol/primitives.ts';
import type { StoredFile } from '../../protocol/rest.ts';
import type { Files } from './files.ts';
import type { Objects } from './objects.ts';

/** What a random id stands for. */
interface Label {
  file: StoredFile;
  mime: string;
  /** Key of the bytes. */
  blob: string;
}

/**
 * Files on a place for objects. Under the shop's key:
 *
 * - `blobs/<2>/<sha256>`: the bytes, once for all files that have the same.
 * - `<2>/<id>.json`: the label of a file. It is written first and removed last, so that what a dying process leaves
 *   half done is found, and finished, by the sweep.
 * - `refs/<sha256>/<id>`: says that a file has those bytes; `<id>.gone` says that somebody is taking it away. Whoever puts
 *   writes the first and then looks for the second; whoever removes writes the second and then looks for the first. So one
 *   of two processes always sees the other, and bytes that a new file needs are never removed.
 */
export function createFiles(objects: Objects): Files {
  const labelOf = async (shop: string, id: string): Promise<Label | undefined> => {
    const key = labelKey(shop, id);
    const bytes = key === undefined ? undefined : await objects.get(key);
    return bytes && (JSON.parse(Buffer.from(bytes).toString('utf8')) as Label);
  };
  const label = (shop: string, content: Label): Promise<void> =>
    objects.put(labelKey(shop, content.file.file)!, Buffer.from(JSON.stringify(content)));

  return {
    async put(shop, { name, mime, bytes, width, height }) {
      if (!v.is(ShopId, shop)) throw new Error('This is not the key of a shop.');
      const id = `f_${randomBytes(18).toString('base64url')}`;
      const file: StoredFile = {
        file: id,
        type: mime.startsWith('image/') ? 'image' : 'file',
        url: `/files/${shop}/${id}`,
        name,
        bytes: bytes.byteLength,
        ...(width !== undefined && { width }),
        ...(height !== undefined && { height }),
      };
      const hash = createHash('sha256').update(bytes).digest('hex');
      let blob = blobKey(shop, hash);
      await label(shop, { file, mime, blob });
      await objects.put(refKey(blob, id), new Uint8Array());
      if (await isLeaving(objects, blob)) {
        // The same bytes are being taken away at this moment: these stand by themselves.
        await letGo(objects, blob, id);
        blob = `${blob}-${randomBytes(6).toString('hex')}`;
        await label(shop, { file, mime, blob });
        await objects.put(refKey(blob, id), new Uint8Array());
      }
      if (!(await objects.has(blob))) await objects.put(blob, bytes);
      return file;
    },

    async info(shop, id) {
      return (await labelOf(shop, id))?.file;
    },

    async read(shop, id) {
      const known = await labelOf(shop, id);
      const bytes = known && (await objects.get(known.blob));
      return bytes && { mime: known.mime, name: known.file.name, bytes };
    },

    async list(shop, before) {
      if (!v.is(ShopId, shop)) return [];
      const found: string[] = [];
      for await (const { key, changedAt } of objects.list(`${shop}/`)) {
        const id = LABEL.exec(key)?.[1];
        if (id !== undefined && changedAt < before) found.push(id);
      }
      return found;
    },

    async remove(shop, id) {
      const known = await labelOf(shop, id);
      if (!known) return;
      await letGo(objects, known.blob, id);
      await objects.remove(labelKey(shop, id)!);
    },

    ready: () => objects.ready(),
  };
}

const LABEL = /^[^/]+\/[^/]{2}\/(f_[A-Za-z0-9_-]+)\.json$/;

/** Undefined for what cannot be a shop's key or a file's id: such words never become part of a key. */
function labelKey(shop: string, id: string): string | undefined {
  return v.is(ShopId, shop) && v.is(FileId, id) ? `${shop}/${id.slice(2, 4)}/${id}.json` : undefined;
}

const blobKey = (shop: string, hash: string): string => `${shop}/blobs/${hash.slice(0, 2)}/${hash}`;

const refsOf = (blob: string): string => blob.replace(/\/blobs\/[^/]{2}\//, '/refs/');
const refKey = (blob: string, id: string): string => `${refsOf(blob)}/${id}`;

/** One file less has these bytes; the last one takes them with it. */
async function letGo(objects: Objects, blob: string, id: string): Promise<void> {
  const ref = refKey(blob, id);
  await objects.put(`${ref}.gone`, new Uint8Array());
  await objects.remove(ref);
  if (!(await isHeld(objects, blob))) await objects.remove(blob);
  await objects.remove(`${ref}.gone`);
}

/** Whether any file has these bytes. */
async function isHeld(objects: Objects, blob: string): Promise<boolean> {
  for await (const { key } of objects.list(`${refsOf(blob)}/`)) if (!key.endsWith('.gone')) return true;
  return false;
}

/** Whether somebody is taking a file with these bytes away. */
async function isLeaving(objects: Objects, blob: string): Promise<boolean> {
  for await (const { key } of objects.list(`${refsOf(blob)}/`)) if (key.endsWith('.gone')) return true;
  return false;
}
