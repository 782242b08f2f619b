import { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { arrivalBy, createOrigins } from './origins.ts';

it('[HT17] a request whose connection has been taken away has no address, and breaks nothing', () => {
  const request = new IncomingMessage(null as unknown as Socket);
  request.headers.host = 'chat.example.com';
  const arrival = arrivalBy(request);
  const origins = createOrigins({ trustedProxies: 0 });
  expect(origins.address(arrival)).toBe('unknown');
  expect(origins.own(arrival)).toBe('http://chat.example.com');
});
