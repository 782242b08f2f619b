import { describe, expect, it } from 'vitest';
import { createAddressGuard, rangeOf } from './address-guard.ts';

const guard = createAddressGuard({ allow: [], insecureLoopback: true });
const strict = createAddressGuard({ allow: [], insecureLoopback: false });

/** Addresses that only this machine, its network or its provider can reach, or that nobody has. */
const NOT_PUBLIC = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '100.64.0.1',
  '100.127.255.254',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.1.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.170',
  '192.0.2.1',
  '192.31.196.1',
  '192.52.193.1',
  '192.88.99.1',
  '192.168.1.1',
  '192.175.48.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.7',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::a00:1',
  '100::1',
  '2001::1',
  '2001:2::1',
  '2001:10::1',
  '2001:20::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  '4000::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fec0::1',
  'ff02::1',
];

describe('the address guard', () => {
  it.each(NOT_PUBLIC)('[SR1] lets nobody be sent to %s', (address) => {
    expect(guard.allows(address, 'hooks.example')).toBe(false);
  });

  it.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.0.1', '2606:4700:4700::1111', '2a00:1450::1'])(
    '[SR1] lets %s be reached',
    (address) => {
      expect(guard.allows(address, 'hooks.example')).toBe(true);
    },
  );

  it('[SR1] takes what is no address for none', () => {
    for (const address of ['', 'localhost', '127.1', 'fe80::1%eth0%']) expect(guard.allows(address, 'x')).toBe(false);
  });

  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0x7f.1/',
    'https://127.1/',
    'https://127.0.0.1./',
    'https://①②⑦.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://0/',
    'https://169.254.169.254/latest/meta-data/',
    'https://2852039166/',
    'https://[fd00:ec2::254]/',
    'https://192.168.0.1:8443/',
  ])('[SR2] sees through %s', (url) => {
    expect(guard.fault(url)).toBe('address');
  });

  it('[SR3] wants https, but for this machine while nobody depends on it', () => {
    expect(guard.fault('http://hooks.example/in')).toBe('scheme');
    expect(guard.fault('ftp://hooks.example/in')).toBe('scheme');
    expect(guard.fault('file:///etc/passwd')).toBe('scheme');
    expect(guard.fault('javascript:alert(1)')).toBe('scheme');
    expect(guard.fault('http://127.0.0.1:9000/')).toBe('address');
    expect(guard.fault('http://localhost:9000/')).toBeUndefined();
    expect(strict.fault('http://localhost:9000/')).toBe('scheme');
    expect(guard.fault('https://hooks.example/in?a=b')).toBeUndefined();
    expect(guard.fault('https://8.8.8.8/in')).toBeUndefined();
    expect(guard.fault('hooks.example')).toBe('not_a_url');
  });

  it('[SR4] takes no user and no password in a URL', () => {
    expect(guard.fault('https://user@hooks.example/')).toBe('credentials');
    expect(guard.fault('https://:secret@hooks.example/')).toBe('credentials');
  });

  it('[SR5] knows the ports of the web and those above 1023', () => {
    for (const port of [22, 25, 53, 110, 445, 993]) {
      expect(guard.fault(`https://hooks.example:${port}/`)).toBe('port');
    }
    for (const port of [443, 80, 8443]) expect(guard.fault(`https://hooks.example:${port}/`)).toBeUndefined();
  });

  it('[SR6] lets the operator list names, addresses and ranges that are not public', () => {
    const listed = createAddressGuard({
      allow: ['127.0.0.1', '10.1.0.0/16', 'fd00:1::/32', 'Hooks.Internal'],
      insecureLoopback: true,
    });
    expect(listed.allows('127.0.0.1', 'a.example')).toBe(true);
    expect(listed.allows('127.0.0.2', 'a.example')).toBe(false);
    expect(listed.allows('10.1.255.1', 'a.example')).toBe(true);
    expect(listed.allows('10.2.0.1', 'a.example')).toBe(false);
    expect(listed.allows('fd00:1::7', 'a.example')).toBe(true);
    expect(listed.allows('::ffff:10.1.0.1', 'a.example')).toBe(false);
    expect(listed.allows('192.168.0.9', 'hooks.internal')).toBe(true);
    expect(listed.allows('192.168.0.9', 'evil-hooks.internal')).toBe(false);
    expect(listed.fault('http://127.0.0.1:9000/')).toBeUndefined();
    expect(listed.fault('http://10.1.0.1/')).toBe('scheme');
  });

  it('[SR6] reads a range only where there is one', () => {
    expect(rangeOf('10.0.0.0/8')).toBeDefined();
    expect(rangeOf('::1')).toBeDefined();
    for (const text of ['10.0.0.0/33', '::/129', '10.0.0.0/', 'hooks', '10.0.0/8', '/8']) {
      expect(rangeOf(text)).toBeUndefined();
    }
  });
});
