/** Where a bucket is and who opens it. */
export interface S3Location {
  /** `https://host[:port]`. */
  endpoint: string;
  bucket: string;
  /** Before every key: empty, or ending with `/`. */
  prefix: string;
  region: string;
  accessKey: string;
  secretKey: string;
}

/** What `FILES_URL` may hold for a bucket; the secret stands percent-encoded where it has signs of its own. */
export const S3_FORM = 's3://KEY:SECRET@host[:port]/bucket[/prefix]?region=us-east-1&tls=true';

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** Keys are made of these signs alone, so that no part of an address is read in two ways. */
const PREFIX = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/;
const REGION = /^[a-z0-9-]{1,40}$/;

/**
 * Reads an address of the form `S3_FORM`. Default region `us-east-1`; `tls=false` speaks plain HTTP.
 * @returns undefined when the text is anything else
 */
export function readS3Location(text: string): S3Location | undefined {
  const url = URL.parse(text);
  if (url?.protocol !== 's3:' || !url.host || !url.username || !url.password || url.hash) return undefined;
  const known = new Set(['region', 'tls']);
  if ([...url.searchParams.keys()].some((name) => !known.has(name))) return undefined;
  const [bucket = '', ...folders] = url.pathname.replace(/^\/|\/$/g, '').split('/');
  const prefix = folders.join('/');
  const region = url.searchParams.get('region') ?? 'us-east-1';
  const tls = url.searchParams.get('tls') ?? 'true';
  if (!BUCKET.test(bucket) || (prefix && !PREFIX.test(prefix))) return undefined;
  if (!REGION.test(region) || !['true', 'false'].includes(tls)) return undefined;
  try {
    return {
      endpoint: `${tls === 'true' ? 'https' : 'http'}://${url.host}`,
      bucket,
      prefix: prefix && `${prefix}/`,
      region,
      accessKey: decodeURIComponent(url.username),
      secretKey: decodeURIComponent(url.password),
    };
  } catch {
    // A percent sign that encodes nothing.
    return undefined;
  }
}
