import { existsSync } from 'node:fs';
import { readdir, readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { openRedisLine } from '../bus/redis-line.ts';
import type { Config } from '../config.ts';
import { prepareDataDir } from '../data-dir.ts';
import { openFiles } from '../files/open-files.ts';
import type { Installation } from '../installation.ts';
import type { CliParts } from './command.ts';

/** A check says what it found; throwing means that something is wrong. Each is one line. */
export type Check = (parts: CliParts, config: Config, installation: Installation) => Promise<string>;

const PATIENCE_MS = 5000;
const ENOUGH_BYTES = 512 * 1024 * 1024;
/** Clocks of two machines may differ by so much: sessions and leases are in minutes. */
const SKEW_MS = 10_000;
/** The software is younger than that. */
const BEGINNING = Date.UTC(2025, 0, 1);

export const CHECKS: Record<string, Check> = {
  'data directory': async (_parts, { dataDir }) => {
    await prepareDataDir(dataDir);
    return `${dataDir} can be written`;
  },

  'disk space': async (_parts, { dataDir }) => {
    const { bavail, bsize } = await statfs(dataDir);
    const free = bavail * bsize;
    const words = `${Math.floor(free / 1024 / 1024)} MiB free`;
    if (free < ENOUGH_BYTES) throw new Error(`${words}: make room before commits fail`);
    return words;
  },

  secrets: async (_parts, { dataDir, database }) => {
    const names = (await readdir(dataDir)).map((name) => join(dataDir, name));
    const private_ = [dataDir, ...names, ...(database.kind === 'sqlite' ? [database.file] : [])];
    const open: string[] = [];
    for (const path of new Set(private_)) {
      const mode = (await stat(path).catch(() => undefined))?.mode ?? 0;
      // Within a private directory only the directory itself counts; a database may lie elsewhere.
      if ((mode & 0o077) !== 0 && (path === dataDir || !path.startsWith(`${dataDir}/`))) open.push(path);
    }
    if (open.length > 0) throw new Error(`others can read ${open.join(', ')}: chmod go= ${open.join(' ')}`);
    return 'readable by their owner alone';
  },

  store: async ({ openStore }, config) => {
    const store = await openStore(config);
    try {
      await store.ping();
      const shops = await store.shops.list();
      if (shops.length === 0) return 'answers; no shop yet: shopbell shop add';
      const teams = await Promise.all(
        shops.map(async ({ id }) => `${id} (team of ${(await store.people.agents(id)).length})`),
      );
      return `answers; shops: ${teams.join(', ')}`;
    } finally {
      await store.close();
    }
  },

  files: async (_parts, { files }) => {
    await openFiles(files).ready();
    return files.kind === 's3' ? `the bucket "${files.bucket}" can be written` : `${files.dir} can be written`;
  },

  clock: async (_parts, { dataDir, redisUrl }) => {
    const now = Date.now();
    const { mtimeMs } = await stat(dataDir);
    if (now < BEGINNING || now + SKEW_MS < mtimeMs) throw new Error('it runs behind what was written before: set it');
    if (!redisUrl) return new Date(now).toISOString();
    const skew = Math.round((await redisTime(redisUrl)) - Date.now());
    if (Math.abs(skew) > SKEW_MS) throw new Error(`${skew} ms off that of Redis: keep both with NTP`);
    return `${new Date(now).toISOString()}, ${Math.abs(skew)} ms off that of Redis`;
  },

  redis: async (_parts, { redisUrl, database }) => {
    if (redisUrl) {
      await redisTime(redisUrl);
      return 'answers';
    }
    return database.kind === 'postgres' ? 'not used: set REDIS_URL before a second process starts' : 'not used';
  },

  email: async (_parts, { smtpUrl, mailFrom }) => {
    if (!smtpUrl) return 'not sent: set SMTP_URL, or customers who leave get no answer';
    const patience = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
    const transport = createTransport({ url: smtpUrl, ...patience });
    try {
      await transport.verify();
      return `the server answers; sent as ${mailFrom}`;
    } finally {
      transport.close();
    }
  },

  address: async (_parts, { publicUrl, mode }) => {
    if (mode !== 'production') return publicUrl ?? 'as each request names it';
    if (!publicUrl) throw new Error('PUBLIC_URL is not set, so links in emails lead to this machine alone');
    if (!publicUrl.startsWith('https:')) throw new Error(`PUBLIC_URL is ${publicUrl}; shops need https`);
    return publicUrl;
  },

  widget: async (_parts, _config, { dist, version }) => {
    const manifest: { version: string; files: Record<string, string> } = JSON.parse(
      await readFile(join(dist, 'manifest.json'), 'utf8'),
    );
    const missing = Object.keys(manifest.files).filter((file) => !existsSync(join(dist, file)));
    if (missing.length > 0) throw new Error(`dist/ lacks ${missing.join(', ')}: npm run build`);
    if (manifest.version !== version) throw new Error(`dist/ is of version ${manifest.version}, not ${version}`);
    return `version ${version}, ${Object.keys(manifest.files).length} files`;
  },

  inbox: async (_parts, _config, { inbox }) => {
    if (!existsSync(join(inbox, 'index.html'))) throw new Error('build/inbox is missing: npm run build');
    return 'built';
  },
};

/** The clock of Redis, ms since the epoch. @throws when it does not answer in time */
async function redisTime(url: string): Promise<number> {
  let settle: { resolve(): void; reject(error: Error): void } | undefined;
  const opened = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  const line = openRedisLine({
    url,
    onChange: (up, reason) => (up ? settle?.resolve() : settle?.reject(new Error(`Redis does not answer: ${reason}`))),
  });
  try {
    await opened;
    const [seconds, micros] = (await line.send('time')) as [string, string];
    return Number(seconds) * 1000 + Number(micros) / 1000;
  } finally {
    await line.close();
  }
}
