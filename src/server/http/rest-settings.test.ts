import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import en from '../bot/flows/en.json' with { type: 'json' };
import { type Ask, type RestKit, serveRest, visitorId } from './testing/rest-kit.ts';

let server: RestKit;
let key: Ask;
beforeAll(async () => {
  server = await serveRest();
  key = await server.key();
});
afterAll(() => server.stop());

const widget = async (query = '') => (await server.ask(`/api/v1/shops/oak/widget${query}`)).json();

describe('settings', () => {
  it('[RA35] change field by field, and pages see it at once', async () => {
    await widget();
    const before = (await key('GET', '/settings')).body;
    expect(before).toMatchObject({
      shop: 'oak',
      transfer: 'always',
      departments: ['Sales'],
      origins: ['https://oak.example'],
    });
    const patch = {
      name: 'Oak & Ash',
      transfer: 'never',
      appearance: { accent: '#123456', title: 'Ask us' },
      privacyUrl: '/privacy',
    };
    const changed = await key('PATCH', '/settings', patch);
    const appearance = { ...before.appearance, accent: '#123456', title: 'Ask us' };
    expect(changed.body).toEqual({ ...before, ...patch, appearance });
    expect(await widget()).toMatchObject({ name: 'Oak & Ash', appearance });
    const replies = {
      firstReplies: { inside: { en: 'One moment.' } },
      unavailable: { en: 'Sorry.' },
      retentionDays: 90,
    };
    expect((await key('PATCH', '/settings', replies)).body).toMatchObject(replies);
    const forgotten = await key('PATCH', '/settings', { firstReplies: null, unavailable: null, retentionDays: null });
    expect(forgotten.body).toEqual({ ...before, ...patch, appearance });
    const less = (await key('PATCH', '/settings', { appearance: { title: null }, privacyUrl: null })).body;
    expect(less.appearance).not.toHaveProperty('title');
    expect(less).not.toHaveProperty('privacyUrl');
    expect(less.appearance.accent).toBe('#123456');
  });

  it('[RA35] that make no sense are refused, and nothing is changed', async () => {
    const before = (await key('GET', '/settings')).body;
    const bad = [
      { name: '' },
      { origins: ['null'] },
      { origins: ['https://shop.test/path'] },
      { origins: ['shop.test'] },
      { locale: 'english please' },
      { currency: 'euro' },
      { transfer: 'sometimes' },
      { appearance: { accent: 'red' } },
      { privacyUrl: 'javascript:alert(1)' },
      { retentionDays: 0 },
      { firstReplies: { inside: { 'not a language': 'x' } } },
    ];
    for (const patch of bad) expect((await key('PATCH', '/settings', patch)).status, JSON.stringify(patch)).toBe(400);
    expect((await key('GET', '/settings')).body).toEqual(before);
  });

  it('[RA35] of two changes at once neither undoes the other', async () => {
    const names = Array.from({ length: 4 }, (_, n) => `At once ${n}`);
    const made = await Promise.all(names.map((name) => key('POST', '/departments', { name })));
    const done = names.filter((_, n) => made[n]!.status === 201);
    expect(done.length).toBeGreaterThan(0);
    for (const one of made) expect([201, 409]).toContain(one.status);
    const kept = (await key('GET', '/departments')).body.departments;
    for (const name of done) expect(kept).toContain(name);
  });

  it('[RA36] hours are replaced with their time zone', async () => {
    const hours = {
      timeZone: 'America/Toronto',
      hours: [
        { weekday: 1, from: 540, to: 1080 },
        { weekday: 1, from: 1100, to: 1440 },
      ],
    };
    expect((await key('PUT', '/hours', hours)).body).toEqual(hours);
    expect((await key('GET', '/hours')).body).toEqual(hours);
    const dated = { ...hours, exceptions: [{ date: '2026-12-24', spans: [{ from: 540, to: 720 }] }] };
    expect((await key('PUT', '/hours', dated)).body).toEqual(dated);
    const night = { ...hours, hours: [{ weekday: 5, from: 1200, to: 120 }] };
    expect((await key('PUT', '/hours', night)).body).toEqual(night);
    expect((await key('PUT', '/hours', hours)).body).toEqual(hours);
    const bad = [
      { ...hours, timeZone: 'Mars/Olympus' },
      { ...hours, hours: [{ weekday: 7, from: 0, to: 1 }] },
      { ...hours, hours: [{ weekday: 1, from: 1440, to: 1440 }] },
      { hours: [] },
    ];
    for (const one of bad) expect((await key('PUT', '/hours', one)).status, JSON.stringify(one)).toBe(400);
    expect((await key('GET', '/hours')).body).toEqual(hours);
  });
});

describe('flows', () => {
  it('[RA37] of a shop speak in place of the built-in ones, for that shop alone, and give way again', async () => {
    const listed = (await key('GET', '/flows')).body.flows;
    expect(listed.map(({ language }: { language: string }) => language)).toEqual(
      'ar cs da de en es fi fr he it ja ko nb nl pl pt sv tr zh'.split(' '),
    );
    expect(listed.every(({ source }: { source: string }) => source === 'built-in')).toBe(true);
    const own = structuredClone(en);
    own.greeting.teaser = 'Ask the oak';
    own.greeting.messages = ['Welcome under the oak'];
    const put = await key('PUT', '/flows/en', own);
    expect(put).toMatchObject({ status: 200, body: { language: 'en', source: 'shop' } });
    expect(await widget('?locale=en-GB')).toMatchObject({ teaser: 'Ask the oak' });
    const id = await server.says(visitorId(1), 'Hello');
    const { entries } = (await key('GET', `/conversations/${id}/entries`)).body;
    expect(entries[1]).toMatchObject({ content: { text: 'Welcome under the oak' } });
    const elm = await (await server.ask('/api/v1/shops/elm/widget?locale=en')).json();
    expect(elm.teaser).not.toBe('Ask the oak');
    expect((await key('GET', '/flows')).body.flows).toHaveLength(19);
    expect((await key('DELETE', '/flows/en')).status).toBe(204);
    expect((await key('DELETE', '/flows/en')).status).toBe(404);
    expect((await widget('?locale=en')).teaser).not.toBe('Ask the oak');
  });

  it('[RA37] bring a language that is not built in, and must be whole', async () => {
    expect((await key('PUT', '/flows/uk', { ...en, locale: 'uk' })).status).toBe(200);
    expect((await key('GET', '/flows')).body.flows).toHaveLength(20);
    expect((await key('PUT', '/flows/uk', { ...en, locale: 'ja' })).body.code).toBe('invalid');
    const { lines: _, ...partial } = en;
    expect((await key('PUT', '/flows/en', partial)).body.code).toBe('invalid');
    expect((await key('PUT', '/flows/en', { ...en, more: 1 })).body.code).toBe('invalid');
  });
});
