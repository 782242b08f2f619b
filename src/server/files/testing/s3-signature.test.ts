import { describe, expect, it } from 'vitest';
import { faultOfSignature, type SignedRequest } from './s3-signature.ts';

// The two examples of the API's own documentation, with its example keys.
const credentials = {
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const scope = `Credential=${credentials.accessKey}/20130524/us-east-1/s3/aws4_request`;
const common = {
  host: 'examplebucket.s3.amazonaws.com',
  'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'x-amz-date': '20130524T000000Z',
};
const signedGet = `AWS4-HMAC-SHA256 ${scope},SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41`;
const signedList = `AWS4-HMAC-SHA256 ${scope},SignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7`;
const get: SignedRequest = {
  method: 'GET',
  target: '/test.txt',
  headers: { ...common, range: 'bytes=0-9', authorization: signedGet },
};
const list: SignedRequest = {
  method: 'GET',
  target: '/?max-keys=2&prefix=J',
  headers: { ...common, authorization: signedList },
};

describe('the bucket of the tests', () => {
  it('[SB1] takes the signatures of the documented examples', () => {
    expect(faultOfSignature(get, credentials)).toBeUndefined();
    expect(faultOfSignature(list, credentials)).toBeUndefined();
  });

  it.each([
    ['another method', { ...get, method: 'PUT' }, 'SignatureDoesNotMatch'],
    ['another path', { ...get, target: '/test.txt2' }, 'SignatureDoesNotMatch'],
    ['another query', { ...list, target: '/?max-keys=3&prefix=J' }, 'SignatureDoesNotMatch'],
    ['another body', withHeader(get, 'x-amz-content-sha256', 'f'.repeat(64)), 'SignatureDoesNotMatch'],
    ['another range', withHeader(get, 'range', 'bytes=0-99'), 'SignatureDoesNotMatch'],
    ['a header of the API that is not signed', withHeader(get, 'x-amz-acl', 'public-read'), 'AccessDenied'],
    ['another key', withHeader(get, 'authorization', signedGet.replace('AKIA', 'AKIB')), 'InvalidAccessKeyId'],
    ['no signature', withHeader(get, 'authorization', undefined), 'AccessDenied'],
  ])('[SB1] refuses %s', (_what, request, code) => {
    expect(faultOfSignature(request, credentials)).toBe(code);
  });
});

function withHeader(request: SignedRequest, name: string, value: string | undefined): SignedRequest {
  return { ...request, headers: { ...request.headers, [name]: value } };
}
