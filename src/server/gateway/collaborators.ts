import type { AgentFace } from '../../protocol/author.ts';
import type { Me } from '../../protocol/frames.ts';
import type { PanelSettings } from '../../protocol/settings.ts';
import type { Identify } from '../auth/identify.ts';
import type { VisitorTokens } from '../auth/visitor-tokens.ts';
import type { Bus } from '../bus/bus.ts';
import type { Ephemeral } from '../bus/ephemeral.ts';
import type { Limits } from '../config.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Origins } from '../http/origins.ts';
import type { Logger } from '../logger.ts';
import type { Meters } from '../meters.ts';
import type { Store } from '../store/store.ts';

export interface Clock {
  /** Milliseconds since the epoch: what people read. It jumps when somebody sets it. */
  now(): number;
  /** Milliseconds that never jump: what is measured. */
  steady(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout | undefined),
};

/** A team member as their cookie names them. */
export interface SignedInAgent {
  me: Me;
  shop: { id: string; name: string };
  face: AgentFace;
}

export interface Sessions {
  /**
   * @param header the request's `Cookie` header
   * @param secure whether the world reaches us over https
   */
  fromCookie(header: string | undefined, secure: boolean): Promise<SignedInAgent | undefined>;
}

export interface Settings {
  /** Undefined for a shop that does not exist. */
  panel(
    shop: string,
    about: { locale?: string; country?: string; flowRef?: string },
  ): Promise<PanelSettings | undefined>;
}

/**
 * Whether a page of this origin may connect. `own` is the server's own origin as the client sees it, always allowed;
 * `null` never is; undefined means that no browser asks. With a shop its listed origins are allowed too.
 */
export type AllowOrigin = (origin: string | undefined, shop: string | undefined, own: string) => Promise<boolean>;

/** All that the gateway works with; `main.ts` chooses the adapters. */
export interface GatewayOptions {
  conversations: Conversations;
  store: Pick<Store, 'folders' | 'log'>;
  bus: Bus;
  ephemeral: Ephemeral;
  identify: Identify;
  tokens: Pick<VisitorTokens, 'holds'>;
  sessions: Sessions;
  settings: Settings;
  origins: Origins;
  allowOrigin: AllowOrigin;
  limits: Limits;
  /** Tells this process from others that share the ephemeral store. Default: made up. */
  processId?: string;
  logger: Logger;
  clock?: Clock;
  metrics?: Pick<Metrics, 'gauges'>;
  meters?: Meters;
}
