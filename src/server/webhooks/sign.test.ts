import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { deliveryId, newSecret, signedHeaders } from './sign.ts';

const BODY = '{"type":"message.sent","text":"Grüße 🤖"}';

describe('signing', () => {
  it('[WH10] signs as the Standard Webhooks library checks', () => {
    const secret = newSecret();
    const headers = signedHeaders({ secret }, 'msg_1', BODY, Date.now());
    expect(new Webhook(secret).verify(BODY, headers)).toEqual(JSON.parse(BODY));
    expect(() => new Webhook(secret).verify(`${BODY} `, headers)).toThrow();
    expect(() => new Webhook(newSecret()).verify(BODY, headers)).toThrow();
    expect(() => new Webhook(secret).verify(BODY, { ...headers, 'webhook-id': 'msg_2' })).toThrow();
    const old = signedHeaders({ secret }, 'msg_1', BODY, Date.now() - 3600_000);
    expect(() => new Webhook(secret).verify(BODY, old)).toThrow();
  });

  it('[WH10] makes secrets of 256 random bits', () => {
    expect(Buffer.from(newSecret().slice('whsec_'.length), 'base64')).toHaveLength(32);
    expect(newSecret()).not.toBe(newSecret());
  });

  it('[WH11] signs with both secrets while one is being replaced, and with the new one alone after that', () => {
    const [secret, before] = [newSecret(), newSecret()];
    const now = Date.now();
    const during = signedHeaders({ secret, previous: { secret: before, until: now + 1 } }, 'msg_1', BODY, now);
    expect(during['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const key of [secret, before]) expect(new Webhook(key).verify(BODY, during)).toBeDefined();
    const after = signedHeaders({ secret, previous: { secret: before, until: now } }, 'msg_1', BODY, now);
    expect(new Webhook(secret).verify(BODY, after)).toBeDefined();
    expect(() => new Webhook(before).verify(BODY, after)).toThrow();
  });

  it('[WH2] names a delivery by endpoint and entry', () => {
    const place = { shop: 'oak', endpoint: 'we_1', conversation: 'c_1', seq: 1 };
    expect(deliveryId(place)).toBe(deliveryId({ ...place }));
    const others = [{ shop: 'elm' }, { endpoint: 'we_2' }, { conversation: 'c_2' }, { seq: 2 }];
    const ids = others.map((other) => deliveryId({ ...place, ...other }));
    expect(new Set([...ids, deliveryId(place)]).size).toBe(5);
  });
});
