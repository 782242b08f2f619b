import type { Log } from '../store/log.ts';

/** Public entries rarely stand far apart: so many entries are looked at a read. */
const STEP = 20;
const BYTES = 64 * 1024;

/** Translates between the team's numbering and the shopper's. Only numbers come out; what entries say stays inside. */
export interface Positions {
  /** The last public position at or before a seq. */
  pubAt(shop: string, conversation: string, seq: number): Promise<number>;
  /** The seq of a public position; 0 for none. */
  seqAt(shop: string, conversation: string, pub: number): Promise<number>;
}

export function createPositions(log: Pick<Log, 'page'>): Positions {
  const streamOf = (shop: string, id: string) => ({ shop, kind: 'conversation', id }) as const;
  return {
    async pubAt(shop, conversation, seq) {
      let before = seq + 1;
      while (before > 1) {
        const page = await log.page(streamOf(shop, conversation), { by: 'seq', before, limit: STEP, maxBytes: BYTES });
        const pub = page.findLast((entry) => entry.pub !== undefined)?.pub;
        if (pub !== undefined) return pub;
        before = page[0]?.seq ?? 0;
      }
      return 0;
    },
    async seqAt(shop, conversation, pub) {
      if (pub < 1) return 0;
      const query = { by: 'pub', after: pub - 1, limit: 1, maxBytes: BYTES } as const;
      const [entry] = await log.page(streamOf(shop, conversation), query);
      return entry?.seq ?? 0;
    },
  };
}
