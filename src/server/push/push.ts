import type { PushDevice } from '../../protocol/push.ts';
import type { Fetched } from '../net/guarded-fetch.ts';

/** What a device shows. */
export interface PushNote {
  /** A UUID: the same note, sent again, is shown once. */
  id: string;
  conversation: string;
  title: string;
  body: string;
  /** Where the chat goes on, absolute. */
  link: string;
}

/**
 * What came of it. `gone`: the device is not reached any more, and is forgotten. `later`: the same may succeed in a while.
 * `refused`: it will not; the operator has to look.
 */
export type Pushed = { at: 'sent' } | { at: 'gone' } | { at: 'later' | 'refused'; reason: string };

/** A service that brings notes to devices. Never rejects. */
export interface PushService<D extends PushDevice = PushDevice> {
  send(device: D, note: PushNote, signal?: AbortSignal): Promise<Pushed>;
}

export type Platform = PushDevice['platform'];
export type DeviceOf<P extends Platform> = Extract<PushDevice, { platform: P }>;

/** The services that this server may use, and what a browser has to know to be reached. */
export interface Push {
  /** Those that are set up. */
  platforms: readonly Platform[];
  /** The key that browsers subscribe with, base64url. */
  webKey?: string;
  send: PushService['send'];
  close(): void;
}

/** So long a service tries to reach a device that is off, seconds. */
export const KEPT_S = 24 * 3600;

/** An answer that means nothing special to the service. */
export function otherwise(answer: Fetched): Pushed {
  if (!answer.ok) return { at: answer.fault === 'address' ? 'refused' : 'later', reason: answer.fault };
  const { status } = answer;
  if (status >= 200 && status < 300) return { at: 'sent' };
  return { at: status === 429 || status >= 500 ? 'later' : 'refused', reason: `status ${status}` };
}

/** One object for all services: a device goes to the one of its platform. */
export function createPush(
  services: { [P in Platform]?: PushService<DeviceOf<P>> },
  { webKey, close = () => {} }: { webKey?: string; close?(): void } = {},
): Push {
  const named = new Map(Object.entries(services) as [Platform, PushService][]);
  return {
    platforms: [...named.keys()],
    ...(webKey && { webKey }),
    send: async (device, note, signal) =>
      (await named.get(device.platform)?.send(device, note, signal)) ?? {
        at: 'refused',
        reason: `${device.platform} is not set up`,
      },
    close,
  };
}
