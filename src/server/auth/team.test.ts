import { describe, expect, it } from 'vitest';
import { deviceOf } from './device-of.ts';
import { judgeRole, manages } from './judge-change.ts';
import { weaknessOf } from './password-rules.ts';
import {
  allows,
  MANAGES,
  PERMISSIONS,
  type Permission,
  RESETS_FACTOR,
  RIGHTS,
  ROLES,
  type Role,
} from './permissions.ts';
import { createSeal } from './seal.ts';

const who = (role: Role, permissions: Permission[] = [...PERMISSIONS], id = `a_${role}`) => ({ id, role, permissions });

describe('the table of who may do what', () => {
  it('[TI13] gives the team’s affairs to owners and admins, and all else to whoever holds the permission', () => {
    expect(RIGHTS.team).toEqual(['owner', 'admin']);
    for (const role of ROLES) expect(allows(who(role, []), 'team')).toBe(role !== 'agent');
    for (const permission of PERMISSIONS) {
      expect(allows(who('owner', []), permission)).toBe(false);
      expect(allows(who('agent', [permission]), permission)).toBe(true);
    }
  });

  it.each([
    ['owner', { owner: true, admin: true, agent: true }],
    ['admin', { owner: false, admin: true, agent: true }],
    ['agent', { owner: false, admin: false, agent: false }],
  ] as const)('[TI14] %s manages', (role, whom) => {
    for (const other of ROLES) {
      expect(MANAGES[role].includes(other), other).toBe(whom[other]);
      expect(manages(who(role), who(other, [], 'a_x')), other).toBe(whom[other]);
      expect(RESETS_FACTOR[role].includes(other), other).toBe(role === 'owner');
    }
  });

  it('[TI14] nobody manages their own account', () => {
    for (const role of ROLES) expect(manages(who(role), who(role))).toBe(false);
  });

  it('[TI15] nobody gives a role that they do not manage', () => {
    const before = { role: 'agent', permissions: ['chat'] } as const;
    const given = (by: Role, role: Role) =>
      judgeRole(who(by), { role }, { ...before, permissions: [...before.permissions] }) !== undefined;
    expect(ROLES.map((role) => given('owner', role))).toEqual([true, true, true]);
    expect(ROLES.map((role) => given('admin', role))).toEqual([false, true, true]);
    expect(ROLES.map((role) => given('agent', role))).toEqual([false, false, false]);
  });

  it('[TI15] an admin gives only permissions that they hold, and takes any', () => {
    const admin = who('admin', ['chat', 'settings']);
    const before = { role: 'agent', permissions: ['reports'] } satisfies { role: Role; permissions: Permission[] };
    expect(judgeRole(admin, { permissions: ['chat', 'unblock'] }, before)).toBeUndefined();
    expect(judgeRole(admin, { permissions: ['chat', 'reports', 'chat'] }, before)).toEqual({
      role: 'agent',
      permissions: ['chat', 'reports'],
    });
    expect(judgeRole(admin, { permissions: [] }, before)).toEqual({ role: 'agent', permissions: [] });
    expect(judgeRole(admin, { role: 'admin' }, before)?.permissions).toEqual(['chat', 'reports', 'settings']);
    expect(judgeRole(who('owner', []), { permissions: ['unblock'] }, before)?.permissions).toEqual(['unblock']);
  });
});

describe('a new password', () => {
  const ann = { name: 'Ann-Marie Lindqvist', email: 'annma@oak.example' };

  it.each([
    ['ninechars', 'short'],
    ['x'.repeat(201), 'long'],
    ['Lindqvist2', 'yours'],
    ['annma@oak.example', 'yours'],
    ['ann-marie 123', 'yours'],
    ['password123', 'common'],
    ['P@ssw0rd2024', 'common'],
    ['Passw0rd!!', 'common'],
    ['iloveyou123', 'common'],
    ['Welcome2026!', 'common'],
    ['Sommer2026!', 'common'],
    ['qwertyuiop', 'common'],
    ['qwerty123456', 'common'],
    ['1234567890', 'common'],
    ['0987654321', 'common'],
    ['abcdefghijkl', 'common'],
    ['aaaaaaaaaaaa', 'common'],
    ['abcabcabcabc', 'common'],
    ['letmein12345', 'common'],
    ['footballmonkey', 'common'],
    ['adminadmin', 'common'],
  ] as const)('[TI16] is refused when it is short, one’s own name or guessed first: %s', (password, why) => {
    expect(weaknessOf(password, ann)).toBe(why);
  });

  it.each([
    'correct horse battery staple',
    'a password of mine',
    'kX9#mQ2$vL7p',
    'rote Gummistiefel',
    '山の上の古いお寺に行きました',
    'glacier-tuba-58',
    'x'.repeat(3) + 'Vf9-lamp-ocelot'.repeat(2),
  ])('[TI16] is taken when it is long and its own: %s', (password) => {
    expect(weaknessOf(password, ann)).toBeUndefined();
  });
});

it.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'Safari on macOS',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/150.0 Mobile/15E148 Safari/604.1',
    'Chrome on iOS',
  ],
  ['curl/8.0', ''],
  [undefined, ''],
])('[TI21] a session is called by browser and system alone: %s', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});

it('[TI30] a sealed text opens at its own place with its own key, whole or not at all', () => {
  const seal = createSeal(new Uint8Array(32).fill(1), 'tests');
  const closed = seal.close('JBSWY3DPEHPK3PXP', 'oak/a_ann');
  expect(closed).not.toContain('JBSWY3DPEHPK3PXP');
  expect(seal.open(closed, 'oak/a_ann')).toBe('JBSWY3DPEHPK3PXP');
  expect(seal.close('JBSWY3DPEHPK3PXP', 'oak/a_ann')).not.toBe(closed);
  expect(seal.open(closed, 'oak/a_ben')).toBeUndefined();
  expect(createSeal(new Uint8Array(32).fill(2), 'tests').open(closed, 'oak/a_ann')).toBeUndefined();
  expect(createSeal(new Uint8Array(32).fill(1), 'other').open(closed, 'oak/a_ann')).toBeUndefined();
  const bytes = Buffer.from(closed, 'base64url');
  bytes[bytes.length - 1]! ^= 1;
  expect(seal.open(bytes.toString('base64url'), 'oak/a_ann')).toBeUndefined();
  expect(seal.open('', 'oak/a_ann')).toBeUndefined();
});
