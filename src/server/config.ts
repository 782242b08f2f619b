import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { LIMITS } from '../protocol/limits.ts';
import { Email } from '../protocol/primitives.ts';
import { FILES_FORMS, type FilesPlace, FilesUrl } from './files/files-url.ts';
import { rangeOf } from './net/address-guard.ts';
import type { PushConfig } from './push/open-push.ts';
import { ApnsVariable, ContactVariable, FcmVariable } from './push/push-config.ts';

/** Limits of the wire as this server applies them. */
export type Limits = { [K in keyof typeof LIMITS]: number };

/** Where everything is kept: the embedded store, or a server that several processes share. */
export type Database = { kind: 'sqlite'; file: string } | { kind: 'postgres'; url: string };

/** What the environment says, checked, with defaults filled in and paths made absolute. */
export interface Config {
  port: number;
  host: string;
  /** Origin under which the world reaches this server; absent: the request's own host. */
  publicUrl?: string;
  /** How many proxies stand in front; their `X-Forwarded-*` headers are believed, nobody else's. */
  trustedProxies: number;
  limits: Limits;
  dataDir: string;
  database: Database;
  files: FilesPlace;
  /** Where processes tell each other what happens; absent: this process is the only one. */
  redisUrl?: string;
  smtpUrl?: string;
  mailFrom: string;
  logLevel: LogLevel;
  /** Opens `/metrics` to whoever holds it; absent: only to this machine. */
  metricsToken?: string;
  /** Hosts, addresses and CIDR ranges that webhooks may reach although they are not public. */
  webhookAllow: string[];
  /** By what shoppers' devices are told of replies. */
  push: PushConfig;
  /** Where traces go; absent: none are made. */
  otlpEndpoint?: string;
  /** Part of the traces that is kept. */
  traceRatio: number;
  mode: 'production' | 'development' | 'demo';
}

/** A variable that cannot be used. The message is one line for whoever starts the server. */
export class ConfigError extends Error {
  readonly variable: string;
  constructor(variable: string, message: string) {
    super(message);
    this.name = 'ConfigError';
    this.variable = variable;
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The limits that `LIMITS` may change, each with the range that the rest of the server can keep. */
const CHANGEABLE = {
  frameBytes: [1024, 1024 * 1024],
  textLength: [1, LIMITS.textLength],
  commandBurst: [1, 10_000],
  commandsPerSecond: [0.1, 10_000],
  shopCommandBurst: [1, 1_000_000],
  shopCommandsPerSecond: [0.1, 1_000_000],
  connections: [1, 1_000_000],
  connectionsPerPrefix: [1, 100_000],
  bufferSoftBytes: [1024, 16 * 1024 * 1024],
  bufferHardBytes: [16 * 1024, 256 * 1024 * 1024],
  fileBytes: [1024, 100 * 1024 * 1024],
} as const satisfies Partial<Record<keyof typeof LIMITS, readonly [number, number]>>;

const whole = (min: number, max: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number), v.minValue(min), v.maxValue(max));

const origin = v.pipe(
  v.string(),
  v.check((text) => {
    const url = URL.parse(text);
    return url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  }),
  v.transform((text) => URL.parse(text)?.origin ?? ''),
);

const addressed = (scheme: RegExp) =>
  v.pipe(
    v.string(),
    v.check((text) => scheme.test(text) && URL.canParse(text)),
  );

const database = v.union([
  v.pipe(
    v.string(),
    v.regex(/^sqlite:[^\0]+$/),
    v.transform((url): Database => ({ kind: 'sqlite', file: resolve(url.slice('sqlite:'.length)) })),
  ),
  v.pipe(
    v.string(),
    v.regex(/^postgres(ql)?:\/\//),
    v.check((text) => (URL.parse(text)?.pathname ?? '').length > 1),
    v.transform((url): Database => ({ kind: 'postgres', url })),
  ),
]);

/** Without options in its query: how the connection behaves is this server's to say. */
const redis = v.pipe(
  v.string(),
  v.check((text) => {
    const url = URL.parse(text);
    return url !== null && /^rediss?:$/.test(url.protocol) && url.hostname !== '' && !url.search && !url.hash;
  }),
  v.check((text) => /^(\/\d{0,4})?$/.test(URL.parse(text)?.pathname ?? '')),
);

const sender = v.pipe(
  v.string(),
  v.check((text) => v.is(Email, /<([^<>]+)>$/.exec(text)?.[1] ?? text)),
);

/** Names, addresses and ranges, separated by commas. */
const reachable = v.pipe(
  v.string(),
  v.transform((text) => text.split(',').map((entry) => entry.trim())),
  v.array(
    v.pipe(
      v.string(),
      v.check((entry) => rangeOf(entry) !== undefined || /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(entry)),
    ),
  ),
);

type Changeable = keyof typeof CHANGEABLE;

const limits = v.pipe(
  v.string(),
  v.transform(jsonOrNothing),
  v.record(v.picklist(Object.keys(CHANGEABLE) as [Changeable, ...Changeable[]]), v.number()),
  v.check((given) =>
    Object.entries(given).every(([name, value]) => {
      const [min, max] = CHANGEABLE[name as Changeable];
      return value >= min && value <= max;
    }),
  ),
  v.check((given) => {
    const { bufferSoftBytes: soft, bufferHardBytes: hard } = { ...LIMITS, ...given };
    return soft <= hard;
  }),
);

/** A platform of a later version: named rather than ignored, so that nobody believes that it is in use. */
const notYet = v.pipe(
  v.string(),
  v.check(() => false),
);

/** What each variable may hold, in words; a `secret` is never printed. */
const VARIABLES = {
  PORT: { schema: whole(0, 65_535), may: 'a port from 0 (any free one) to 65535' },
  HOST: {
    schema: v.pipe(v.string(), v.regex(/^[A-Za-z0-9.:_-]+$/)),
    may: 'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  },
  PUBLIC_URL: { schema: origin, may: 'http(s)://host[:port] without a path' },
  TRUST_PROXY: {
    schema: v.union([
      v.pipe(
        v.picklist(['false', 'no']),
        v.transform(() => 0),
      ),
      v.pipe(
        v.picklist(['true', 'yes']),
        v.transform(() => 1),
      ),
      whole(0, 10),
    ]),
    may: 'true, false, or the number of proxies in front, up to 10',
  },
  LIMITS: {
    schema: limits,
    may: `a JSON object with any of ${Object.entries(CHANGEABLE)
      .map(([name, [min, max]]) => `${name} (${min}–${max})`)
      .join(', ')}; bufferSoftBytes at most bufferHardBytes`,
  },
  DATA_DIR: { schema: v.pipe(v.string(), v.regex(/^[^\0]+$/)), may: 'a directory that the server may write' },
  DATABASE_URL: {
    schema: database,
    may: 'sqlite:<file>, or postgres://[user[:password]@]host[:port]/<database>',
    secret: true,
  },
  FILES_URL: {
    schema: FilesUrl,
    may: FILES_FORMS,
    secret: true,
  },
  SMTP_URL: { schema: addressed(/^smtps?:\/\//), may: 'smtp(s)://[user:password@]host[:port]', secret: true },
  MAIL_FROM: { schema: sender, may: 'an email address, or Name <address>' },
  LOG_LEVEL: { schema: v.picklist(LOG_LEVELS), may: LOG_LEVELS.join(', ') },
  WEBHOOK_ALLOW: {
    schema: reachable,
    may: 'host names, addresses or CIDR ranges, separated by commas, such as hooks.internal,10.1.0.0/16',
  },
  PUSH_FCM: { schema: FcmVariable, may: "the path of a Google service account's key file", secret: true },
  PUSH_APNS: {
    schema: ApnsVariable,
    may: '<key id>:<team id>:<path of the .p8 file>, such as ABC123DEFG:DEF123GHIJ:/run/secrets/AuthKey.p8',
    secret: true,
  },
  PUSH_CONTACT: { schema: ContactVariable, may: 'mailto:<address>, or an https address' },
  OTEL_EXPORTER_OTLP_ENDPOINT: { schema: addressed(/^https?:\/\//), may: 'http(s)://host[:port][/path]', secret: true },
  OTEL_TRACES_SAMPLER_ARG: {
    schema: v.pipe(v.string(), v.regex(/^(0|1|0?\.\d{1,6}|1\.0)$/), v.transform(Number)),
    may: 'the part of the traces to keep, from 0 to 1',
  },
  METRICS_TOKEN: {
    schema: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{8,200}$/)),
    may: '8 to 200 printable ASCII characters without spaces',
    secret: true,
  },
  REDIS_URL: { schema: redis, may: 'redis(s)://[user:password@]host[:port][/database]', secret: true },
  IMAP_URL: { schema: notYet, may: 'nothing: this version does not fetch email', secret: true },
  LLM_URL: { schema: notYet, may: 'nothing: this version has the embedded bot only', secret: true },
} as const satisfies Record<string, { schema: v.GenericSchema<string, unknown>; may: string; secret?: true }>;

type Name = keyof typeof VARIABLES;
type Value<N extends Name> = v.InferOutput<(typeof VARIABLES)[N]['schema']>;

/**
 * Reads the environment; an empty variable counts as absent, an unknown one is none of ours.
 * @throws ConfigError on the first variable that holds what it may not
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = <N extends Name>(name: N): Value<N> | undefined => readVariable(name, env[name]);
  const dataDir = resolve(read('DATA_DIR') ?? 'data');
  for (const later of ['IMAP_URL', 'LLM_URL'] as const) read(later);
  return {
    port: read('PORT') ?? 8787,
    host: read('HOST') ?? '127.0.0.1',
    publicUrl: read('PUBLIC_URL'),
    trustedProxies: read('TRUST_PROXY') ?? 0,
    limits: { ...LIMITS, ...read('LIMITS') },
    dataDir,
    database: read('DATABASE_URL') ?? { kind: 'sqlite', file: join(dataDir, 'shopbell.db') },
    files: read('FILES_URL') ?? { kind: 'disk', dir: join(dataDir, 'files') },
    redisUrl: read('REDIS_URL'),
    smtpUrl: read('SMTP_URL'),
    mailFrom: read('MAIL_FROM') ?? 'Shopbell <shopbell@localhost>',
    logLevel: read('LOG_LEVEL') ?? 'info',
    metricsToken: read('METRICS_TOKEN'),
    webhookAllow: read('WEBHOOK_ALLOW') ?? [],
    push: { fcm: read('PUSH_FCM'), apns: read('PUSH_APNS'), contact: read('PUSH_CONTACT') },
    otlpEndpoint: read('OTEL_EXPORTER_OTLP_ENDPOINT'),
    traceRatio: read('OTEL_TRACES_SAMPLER_ARG') ?? 1,
    mode: env.NODE_ENV === 'production' ? 'production' : env.NODE_ENV === 'development' ? 'development' : 'demo',
  };
}

/** Every variable that is read, `NODE_ENV` aside. */
export const variableNames = (): string[] => Object.keys(VARIABLES);

function readVariable<N extends Name>(name: N, text: string | undefined): Value<N> | undefined {
  if (text === undefined || text === '') return undefined;
  const variable: { schema: v.GenericSchema<string, unknown>; may: string; secret?: true } = VARIABLES[name];
  const parsed = v.safeParse(variable.schema, text);
  if (parsed.success) return parsed.output as Value<N>;
  const held = variable.secret ? 'holds something else (not shown, it may be secret)' : `holds ${shown(text)}`;
  throw new ConfigError(name, `${name} ${held}; it may hold ${variable.may}.`);
}

/** One line, however long and whatever is in it. */
const shown = (text: string): string => JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: `undefined` is what the schema then refuses.
    return undefined;
  }
}
