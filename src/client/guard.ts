import type { VisitorServerFrame } from '../protocol/frames.ts';

type Fields = Record<string, unknown>;
type Check = (frame: Fields) => boolean;

const text = (value: unknown): value is string => typeof value === 'string';
const flag = (value: unknown): value is boolean => typeof value === 'boolean';
const place = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const author = (value: unknown): boolean => isFields(value) && text(value.role);
/** Any kind passes: what a client does not know it shows as nothing, and counts. */
const entry = (value: unknown): boolean =>
  isFields(value) && place(value.position) && text(value.kind) && place(value.at) && author(value.by);
const run: Check = ({ entries }) => Array.isArray(entries) && entries.every(entry);
const logPart: Check = (frame) => text(frame.conversation) && run(frame);
const nothing: Check = () => true;

/** What both ends of the team and the shopper are sent; one line a type. */
export const COMMON_CHECKS: Readonly<Record<string, Check>> = {
  ack: ({ id, position }) => text(id) && place(position),
  refused: ({ id, code, message, retry }) => text(id) && text(code) && text(message) && flag(retry),
  entries: logPart,
  history: (frame) => logPart(frame) && place(frame.from),
  reset: (frame) => logPart(frame) && place(frame.from) && text(frame.epoch),
  typing: ({ conversation, by, on }) => text(conversation) && author(by) && flag(on),
  read: ({ conversation, reader, position }) =>
    text(conversation) && (reader === 'visitor' || reader === 'team') && place(position),
  ping: nothing,
  pong: nothing,
};

const VISITOR_CHECKS: Readonly<Record<string, Check>> = {
  ...COMMON_CHECKS,
  welcome: (frame) =>
    text(frame.token) &&
    text(frame.visitor) &&
    text(frame.epoch) &&
    place(frame.from) &&
    run(frame) &&
    isFields(frame.read) &&
    place(frame.read.visitor) &&
    place(frame.read.team) &&
    isFields(frame.settings),
};

/** Whether a value has the form that its type promises, as far as a reader leans on it. Unknown types have none. */
export const passes = (checks: Readonly<Record<string, Check>>, value: unknown): boolean =>
  isFields(value) && text(value.type) && Object.hasOwn(checks, value.type) && !!checks[value.type]?.(value);

/** [CL50–CL51] The server's word, read with care: undefined for what a visitor's end cannot use. */
export const guardVisitorFrame = (value: unknown): VisitorServerFrame | undefined =>
  passes(VISITOR_CHECKS, value) ? (value as VisitorServerFrame) : undefined;
