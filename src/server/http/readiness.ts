import type { Logger } from '../logger.ts';

/** What a part of the server says of itself, in one word such as `ok`, `lost`, `full`. */
export interface Condition {
  is: string;
  /** False: requests had better go elsewhere. */
  ready: boolean;
  /** For the log alone. */
  detail?: string;
}

/** Looks at one part now. What throws, or takes longer than a moment, is `unreachable`. */
export type Look = () => Condition | Promise<Condition>;

/** The body of `/readyz`: one word for each part beside the two that are always there. */
export interface ReadinessReport {
  status: 'ready' | 'not_ready';
  draining: boolean;
  [part: string]: string | boolean;
}

export interface Readiness {
  look(): Promise<ReadinessReport>;
  /** Looks no more by itself. */
  stop(): void;
}

/** Parts are looked at so often even when nobody asks, so that the log has every change, ms. */
const EVERY_MS = 2000;
/** Longest wait for one part, ms. */
const PATIENCE_MS = 2000;

const OK = 'ok';
const UNREACHABLE: Condition = { is: 'unreachable', ready: false };

/** Whether this process should get traffic, and why not. Each change of a part is one line in the log. */
export function createReadiness(options: {
  parts: Readonly<Record<string, Look>>;
  draining(): boolean;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** 0 = only when somebody asks. */
  everyMs?: number;
}): Readiness {
  const { parts, draining, logger, everyMs = EVERY_MS } = options;
  const known = new Map<string, string>();

  async function lookAt(name: string, look: Look): Promise<Condition> {
    const found = await soon(look);
    const before = known.get(name) ?? OK;
    known.set(name, found.is);
    if (found.is !== before) {
      const line = { part: name, state: found.is, ...(found.detail && { detail: found.detail }) };
      if (found.is === OK) logger.info(line, 'a part of the server is well again');
      else logger.warn(line, 'a part of the server is not well');
    }
    return found;
  }

  async function look(): Promise<ReadinessReport> {
    const looks = Object.entries(parts).map(async ([name, one]) => [name, await lookAt(name, one)] as const);
    const found = await Promise.all(looks);
    const ready = !draining() && found.every(([, condition]) => condition.ready);
    return {
      status: ready ? 'ready' : 'not_ready',
      ...Object.fromEntries(found.map(([name, { is }]) => [name, is])),
      draining: draining(),
    };
  }

  const timer = everyMs > 0 ? setInterval(() => void look(), everyMs) : undefined;
  timer?.unref();
  return { look, stop: () => clearInterval(timer) };
}

/** The reason why a part cannot be reached may name paths or hosts: it is for the log alone. */
async function soon(look: Look): Promise<Condition> {
  let patience: NodeJS.Timeout | undefined;
  const late = new Promise<Condition>((resolve) => {
    patience = setTimeout(() => resolve({ ...UNREACHABLE, detail: 'no answer in time' }), PATIENCE_MS);
  });
  try {
    return await Promise.race([Promise.resolve().then(look), late]);
  } catch (error) {
    return { ...UNREACHABLE, detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(patience);
  }
}
