import { describe, expect, it } from 'vitest';
import { readS3Location } from './s3-location.ts';

describe('the address of a bucket', () => {
  it('[SB6] names host, bucket, prefix, region, and whether the line is encrypted', () => {
    expect(
      readS3Location('s3://KEY:sec%2Fret%2B1@files.example:9000/chat/shop/one?region=eu-west-3&tls=false'),
    ).toEqual({
      endpoint: 'http://files.example:9000',
      bucket: 'chat',
      prefix: 'shop/one/',
      region: 'eu-west-3',
      accessKey: 'KEY',
      secretKey: 'sec/ret+1',
    });
  });

  it('[SB6] is in us-east-1 and encrypted unless it says otherwise', () => {
    expect(readS3Location('s3://KEY:SECRET@files.example/chat')).toMatchObject({
      endpoint: 'https://files.example',
      prefix: '',
      region: 'us-east-1',
    });
  });

  it.each([
    'file:data',
    's3://files.example/chat',
    's3://KEY@files.example/chat',
    's3://KEY:SECRET@files.example',
    's3://KEY:SECRET@files.example/Chat!',
    's3://KEY:SECRET@files.example/chat/a%20b',
    's3://KEY:SECRET@files.example/chat?tls=maybe',
    's3://KEY:SECRET@files.example/chat?regoin=eu-west-3',
    's3://KEY:SE%ZZ@files.example/chat',
    's3://KEY:SECRET@files.example/chat#x',
  ])('[SB6] cannot be %s', (text) => {
    expect(readS3Location(text)).toBeUndefined();
  });
});
