import type { ListedObject } from './objects.ts';

/** One page of a bucket's listing. */
export interface ListPage {
  objects: ListedObject[];
  /** Asks for the next page; absent on the last. */
  next?: string;
}

/** Reads the answer to ListObjectsV2. */
export function readListPage(xml: string): ListPage {
  const objects = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, part = '']) => ({
    key: textOf(part, 'Key') ?? '',
    changedAt: Date.parse(textOf(part, 'LastModified') ?? ''),
  }));
  const next = textOf(xml, 'IsTruncated') === 'true' ? textOf(xml, 'NextContinuationToken') : undefined;
  return { objects, ...(next !== undefined && { next }) };
}

/** What a refusal calls itself, such as `AccessDenied`. Its message is left out: it may repeat parts of the request. */
export const readErrorCode = (xml: string): string | undefined => {
  const code = textOf(xml, 'Code');
  return code !== undefined && /^[A-Za-z0-9]{1,60}$/.test(code) ? code : undefined;
};

function textOf(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(xml)?.[1];
  return text?.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, decimal, hex, named) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[named as string] ?? whole;
  });
}
