import type { Store } from '../store.ts';

export interface Pulse {
  ping(): Promise<void>;
}

export type PortName = Exclude<keyof Store, 'ping' | 'close'>;

/** Which worker answers each method: what changes something is the writer's, all else the reader's. */
export const ANSWERS = {
  log: {
    commit: 'writer',
    page: 'reader',
    heads: 'reader',
    conversation: 'reader',
    latest: 'reader',
    visitorHead: 'reader',
    ledger: 'reader',
    epoch: 'reader',
  },
  folders: {
    list: 'reader',
    rows: 'reader',
    counts: 'reader',
    ofVisitor: 'reader',
    markRead: 'writer',
    reads: 'reader',
    addPage: 'writer',
    pages: 'reader',
  },
  jobs: {
    claim: 'writer',
    renew: 'writer',
    release: 'writer',
    nextDueMs: 'writer',
    dead: 'reader',
    revive: 'writer',
    discard: 'writer',
    health: 'reader',
  },
  links: { linked: 'reader' },
  people: {
    visitor: 'reader',
    saveAgent: 'writer',
    agents: 'reader',
    agentsByEmail: 'reader',
    saveSession: 'writer',
    session: 'reader',
    endSession: 'writer',
  },
  accounts: {
    everyone: 'reader',
    change: 'writer',
    sessions: 'reader',
    endSessions: 'writer',
    useSession: 'writer',
  },
  factors: {
    factor: 'reader',
    begin: 'writer',
    confirm: 'writer',
    spendStep: 'writer',
    spendRecovery: 'writer',
    remove: 'writer',
  },
  invitations: {
    add: 'writer',
    list: 'reader',
    byHash: 'reader',
    renew: 'writer',
    revoke: 'writer',
    accept: 'writer',
    reset: 'writer',
  },
  shops: {
    shop: 'reader',
    list: 'reader',
    save: 'writer',
    edition: 'reader',
    saveOver: 'writer',
    catalogue: 'reader',
    saveCatalogue: 'writer',
  },
  search: { index: 'writer', find: 'reader', remove: 'writer' },
  listing: { conversations: 'reader', visitors: 'reader', changeVisitor: 'writer', departmentInUse: 'reader' },
  goods: { put: 'writer', one: 'reader', page: 'reader', ordersOf: 'reader', remove: 'writer' },
  canned: { page: 'reader', one: 'reader', save: 'writer', remove: 'writer' },
  shopFlows: { list: 'reader', one: 'reader', save: 'writer', remove: 'writer' },
  apiKeys: { add: 'writer', list: 'reader', byHash: 'reader', used: 'writer', revoke: 'writer' },
  pushDevices: { put: 'writer', ofVisitor: 'reader', drop: 'writer' },
  replies: { begin: 'writer', finish: 'writer', forget: 'writer' },
  identities: {
    visitorOf: 'reader',
    personOf: 'reader',
    visitorsOf: 'reader',
    bind: 'writer',
    generation: 'reader',
    revoke: 'writer',
  },
  secrets: { list: 'reader', begin: 'writer', rotate: 'writer' },
  keeping: {
    visitorsOf: 'reader',
    logsOf: 'reader',
    eraseEntries: 'writer',
    eraseConversation: 'writer',
    eraseVisitor: 'writer',
    record: 'writer',
    erasures: 'reader',
  },
  retention: { removeClosed: 'writer', removeVisitors: 'writer' },
  webhooks: {
    endpoints: 'reader',
    endpoint: 'reader',
    create: 'writer',
    change: 'writer',
    remove: 'writer',
    deliveries: 'reader',
    redeliver: 'writer',
  },
  deliveries: {
    plan: 'writer',
    claim: 'writer',
    renew: 'writer',
    settle: 'writer',
    nextDueMs: 'writer',
    sweep: 'writer',
    health: 'reader',
  },
} as const satisfies { [P in PortName]: Record<keyof Store[P], 'writer' | 'reader'> };

type Answered<P extends PortName, W extends 'writer' | 'reader'> = {
  [M in keyof Store[P] as (typeof ANSWERS)[P][M & keyof (typeof ANSWERS)[P]] extends W ? M : never]: Store[P][M];
};

/** What the writer's worker answers for. */
export type WriterPorts = { [P in PortName]: Answered<P, 'writer'> } & { pulse: Pulse };

/** What the reader's worker answers for. */
export type ReaderPorts = { [P in PortName]: Answered<P, 'reader'> } & { pulse: Pulse };

/** A database in memory belongs to one worker, which then answers for both. */
export type BothPorts = WriterPorts & ReaderPorts;

/** What a worker is started with. */
export interface WorkerData {
  file: string;
}
