import { type FromNative, NATIVE_VERSION, type NativeIn, type NativeOut } from '../../protocol/native.ts';

/** Why a text is not taken, for the app's log. */
export interface EnvelopeFault {
  code: 'bad_envelope' | 'unsupported_version' | 'unknown_type';
  message: string;
  /** Of the message, where it could be read. */
  id?: string;
}
export type Opened = { ok: true; message: FromNative } | { ok: false; fault: EnvelopeFault };

/** What is known, written so that a type cannot be forgotten. */
const TYPES: Record<keyof NativeIn, true> = {
  init: true,
  identify: true,
  lifecycle: true,
  push_token: true,
  insets: true,
  cart: true,
  consent: true,
  command: true,
};

/** Longer texts are no messages of an app. */
const MAX_LENGTH = 1_000_000;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** [NA1–NA4] Reads a message of the app: always one JSON text, of the version that this page speaks. */
export function openEnvelope(text: unknown): Opened {
  const refuse = (code: EnvelopeFault['code'], message: string, id?: string): Opened => ({
    ok: false,
    fault: { code, message, id },
  });
  if (typeof text !== 'string' || text.length > MAX_LENGTH)
    return refuse('bad_envelope', 'A message is one JSON text.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('bad_envelope', 'The message is not JSON.');
  }
  if (!isRecord(value) || !('shopbell' in value)) return refuse('bad_envelope', 'The message has no field shopbell.');
  const { shopbell, type, payload = {} } = value;
  const id = typeof value.id === 'string' ? value.id : undefined;
  const version = typeof shopbell === 'number' ? `${shopbell}` : typeof shopbell;
  if (shopbell !== NATIVE_VERSION)
    return refuse(
      'unsupported_version',
      `Envelope ${version} is not known here; this page speaks ${NATIVE_VERSION}.`,
      id,
    );
  if (typeof type !== 'string' || !Object.hasOwn(TYPES, type))
    return refuse('unknown_type', `There is no message ${String(type).slice(0, 40)}.`, id);
  if (!isRecord(payload)) return refuse('bad_envelope', `The payload of ${type} is not an object.`, id);
  return { ok: true, message: { ...value, payload } as unknown as FromNative };
}

/**
 * [NA5] A message to the app as one JSON text. The two line ends that old engines refuse in string literals are escaped,
 * so that a host may also put the text into a script.
 */
export const sealEnvelope = <T extends keyof NativeOut>(
  type: T,
  payload: NativeOut[T],
  marks: { id?: string; replyTo?: string } = {},
): string =>
  JSON.stringify({ shopbell: NATIVE_VERSION, type, ...marks, payload }).replace(
    /[\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16)}`,
  );
