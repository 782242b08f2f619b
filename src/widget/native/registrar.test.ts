// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { useAppPage } from '../testing/app-page.ts';

const inApp = useAppPage();
const PHONE = { platform: 'fcm', token: 'token-of-a-phone' } as const;
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe('the device', () => {
  const registration = (visitorToken: string) => [
    '/api/v1/push/devices',
    { shop: 'demo', visitorToken, device: PHONE },
  ];

  it('[NA13] is registered once the visitor is known, again for another one, and not twice', async () => {
    const { say, posted } = inApp();
    say('init', { push: PHONE });
    await settled();
    expect(posted).toEqual([]);
    document.cookie = 'shopbell_visitor=one; path=/';
    document.cookie = 'shopbell_visitor=one; path=/';
    await settled();
    expect(posted).toEqual([registration('one')]);
    document.cookie = 'shopbell_visitor=two; path=/';
    await settled();
    expect(posted).toEqual([registration('one'), registration('two')]);
  });

  it('[NA13] is tried again while the visitor has not done anything, and what is refused is named', async () => {
    const { say, happen, of, posted, answers } = inApp();
    answers.push(404, 0, 400);
    say('init', { session: 'from-app' });
    say('push_token', PHONE);
    await settled();
    happen('connection', { state: 'online' });
    await settled();
    expect(of('error')).toEqual([]);
    happen('message', { from: 'visitor' });
    await settled();
    expect(of('error')).toMatchObject([{ code: 'push_refused' }]);
    happen('message', { from: 'agent' });
    await settled();
    happen('message', { from: 'agent' });
    await settled();
    expect(posted).toHaveLength(4);
  });

  it.each([
    ['signs out', (say: ReturnType<typeof inApp>['say']) => say('identify', { token: null })],
    ['takes it back', (say: ReturnType<typeof inApp>['say']) => say('push_token', { ...PHONE, token: null })],
  ])('[NA14] is forgotten by the server when the app %s', async (_, act) => {
    const { say, posted } = inApp();
    say('init', { session: 'from-app', push: PHONE });
    await settled();
    act(say);
    await settled();
    const forgotten = { shop: 'demo', visitorToken: 'from-app', device: PHONE };
    expect(posted).toEqual([registration('from-app'), ['/api/v1/push/devices/forget', forgotten]]);
  });
});
