import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it arrived: path and query just as they stood in the request line. */
export interface SignedRequest {
  method: string;
  target: string;
  headers: Readonly<Record<string, string | undefined>>;
}

export interface Credentials {
  accessKey: string;
  secretKey: string;
  region: string;
}

/**
 * Checks the `Authorization` header of Signature Version 4 the way that S3 documents it: canonical request, string to
 * sign, derived key.
 * @returns undefined when it holds, else the error code that S3 gives
 */
export function faultOfSignature(request: SignedRequest, credentials: Credentials): string | undefined {
  const { headers } = request;
  const form = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, credential = '', signedNames = '', signature = ''] = form.exec(headers.authorization ?? '') ?? [];
  if (!signature) return 'AccessDenied';
  const [accessKey, day, region, service, end] = credential.split('/');
  if (accessKey !== credentials.accessKey) return 'InvalidAccessKeyId';
  if (region !== credentials.region || service !== 's3' || end !== 'aws4_request') {
    return 'AuthorizationHeaderMalformed';
  }
  const at = headers['x-amz-date'] ?? '';
  const payload = headers['x-amz-content-sha256'];
  const names = signedNames.split(';');
  const needed = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (!payload || !at.startsWith(day ?? '?') || needed.some((name) => !names.includes(name))) return 'AccessDenied';

  const [path = '', query = ''] = request.target.split('?');
  const canonical = [
    request.method,
    path,
    query.split('&').filter(Boolean).sort().map(withValue).join('&'),
    ...names.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}`),
    '',
    signedNames,
    payload,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', at, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const key = [day ?? '', credentials.region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${credentials.secretKey}`,
  );
  const expected = createHmac('sha256', key).update(toSign).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? undefined : 'SignatureDoesNotMatch';
}

/** A parameter without a value counts as one with an empty value. */
const withValue = (parameter: string): string => (parameter.includes('=') ? parameter : `${parameter}=`);
