import { afterAll, afterEach, beforeAll } from 'vitest';
import { createAddressGuard } from '../../net/address-guard.ts';
import type { PushNote } from '../push.ts';
import type { FakeService } from './services.ts';

/** Lets connections go to this machine, where the services of tests are. */
export const guard = createAddressGuard({ allow: ['127.0.0.1'], insecureLoopback: true });
/** Lets them go to no machine that only the server can reach. */
export const strict = createAddressGuard({ allow: [], insecureLoopback: true });

export const NOTE: PushNote = {
  id: '0b5ee1d4-0d5c-5a5c-8a55-111111111111',
  conversation: 'c_1',
  title: 'Hazel & Hem',
  body: 'You have a new message from Hazel & Hem.',
  link: 'https://chat.example.com/chat?shop=demo',
};

/** One service for all tests of a file. After each it forgets what it was asked and what it was to answer. */
export function useService(start: () => Promise<FakeService>): FakeService {
  const service = {} as FakeService;
  beforeAll(async () => void Object.assign(service, await start()));
  afterAll(() => service.stop());
  afterEach(() => {
    service.asked.length = 0;
    service.next.length = 0;
  });
  return service;
}
