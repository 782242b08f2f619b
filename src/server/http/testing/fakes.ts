import { randomBytes } from 'node:crypto';
import type { StoredFile } from '../../../protocol/rest.ts';
import type { Commerce } from '../../commerce/commerce.ts';
import type { Files } from '../../files/files.ts';

const MUG = { id: 'p-mug', title: 'Mug', price: 24, currency: 'EUR', url: '/mug' };
const CODE = { code: 'WELCOME10', percent: 10 };

/** A shop's own system with one product and one code. */
export const oneProduct: Commerce = {
  searchProducts: async (_shop, query) => (MUG.title.toLowerCase().includes(query.toLowerCase()) ? [MUG] : []),
  product: async (_shop, id) => (id === MUG.id ? MUG : undefined),
  order: async () => undefined,
  orders: async () => [],
  discount: async (_shop, code) => (code === CODE.code ? CODE : undefined),
  discounts: async () => [CODE],
};

/** Files that are gone with the process. */
export function createMemoryFiles(): Files {
  const kept = new Map<string, { stored: StoredFile; mime: string; bytes: Uint8Array }>();
  return {
    async put(shop, { name, mime, bytes, width, height }) {
      const file = `f_${randomBytes(18).toString('base64url')}`;
      const stored: StoredFile = {
        file,
        type: mime.startsWith('image/') ? 'image' : 'file',
        url: `/files/${shop}/${file}`,
        name,
        bytes: bytes.length,
        ...(width && height && { width, height }),
      };
      kept.set(`${shop}/${file}`, { stored, mime, bytes });
      return stored;
    },
    info: async (shop, id) => kept.get(`${shop}/${id}`)?.stored,
    list: async () => [],
    remove: async (shop, id) => void kept.delete(`${shop}/${id}`),
    ready: async () => {},
    async read(shop, id) {
      const found = kept.get(`${shop}/${id}`);
      return found && { mime: found.mime, name: found.stored.name, bytes: found.bytes };
    },
  };
}
