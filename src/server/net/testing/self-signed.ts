import { generateKeyPairSync, sign } from 'node:crypto';

/** For tests: a certificate of its own making for one name, valid from 2000 to 2049 (X.509, ECDSA with SHA-256). */
export function selfSigned(name: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, Buffer.from(name)))));
  const altName = der(0x30, der(0x82, Buffer.from(name)));
  const isAuthority = der(0x30, BASIC_CONSTRAINTS, der(0x04, der(0x30, der(0x01, Buffer.from([0xff])))));
  const extensions = der(0x30, isAuthority, der(0x30, ALT_NAME, der(0x04, altName)));
  const content = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ECDSA_SHA256,
    subject,
    der(0x30, der(0x17, Buffer.from('000101000000Z')), der(0x17, Buffer.from('491231235959Z'))),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', content, privateKey)]));
  const base64 = der(0x30, content, ECDSA_SHA256, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`,
  };
}

/** One value of DER: its tag, its length, what is in it. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const object = (...bytes: number[]): Buffer => der(0x06, Buffer.from(bytes));

const COMMON_NAME = object(0x55, 0x04, 0x03);
const BASIC_CONSTRAINTS = object(0x55, 0x1d, 0x13);
const ALT_NAME = object(0x55, 0x1d, 0x11);
const ECDSA_SHA256 = der(0x30, object(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
