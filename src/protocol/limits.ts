/**
 * Every limit of the protocol in one table. A server may change the ones marked "LIMITS" through the environment;
 * the others are part of the wire. Times are milliseconds, sizes are bytes unless the name says otherwise.
 */
export const LIMITS = {
  /** Largest inbound WebSocket frame (LIMITS). */
  frameBytes: 32 * 1024,
  /** Longest text of a message or note, in UTF-16 code units, as `String.length` counts (LIMITS). */
  textLength: 4000,
  /** Commands that a visitor may send at once, and then each second (LIMITS). */
  commandBurst: 20,
  commandsPerSecond: 2,
  /** Commands that all visitors of a shop may send at once, and then each second: what protects the other shops (LIMITS). */
  shopCommandBurst: 5000,
  shopCommandsPerSecond: 1000,
  /** Connections of shoppers and the team that one process holds (LIMITS). */
  connections: 20_000,
  /** Connections from one address prefix: IPv4 /32, IPv6 /64 (LIMITS). */
  connectionsPerPrefix: 64,
  /** A slow reader is written to only below the first figure, and dropped at the second (LIMITS). */
  bufferSoftBytes: 64 * 1024,
  bufferHardBytes: 1024 * 1024,
  /** A connection that has not said hello by then is closed with 4408. */
  helloTimeoutMs: 10_000,
  pingIntervalMs: 25_000,
  /** A peer that has been silent for so long is dropped. */
  silentMs: 60_000,
  /** Full-jitter reconnect: a random wait below a bound that grows from the one to the other. */
  backoffMinMs: 500,
  backoffMaxMs: 30_000,
  /**
   * Newest entries that a welcome carries; older ones that are drawn at once while somebody scrolls; largest page of any
   * sync, in entries and bytes.
   */
  welcomeEntries: 50,
  olderEntries: 50,
  syncEntries: 100,
  syncBytes: 256 * 1024,
  commentLength: 1000,
  /** What a page tracks is sent together after this time, and so many at once; the rest is lost. */
  trackMs: 2000,
  trackedEvents: 20,
  cartLines: 100,
  /** Product names of this length or more stay out of the log. */
  productNameLength: 41,
  /** Largest image or file that an agent may attach (LIMITS). */
  fileBytes: 10 * 1024 * 1024,
  /** A visitor without activity for so long is shown as idle. */
  idleMs: 10 * 60_000,
  /** Counts in folders are capped here, and sent at most once in this time. */
  countCap: 999,
  countIntervalMs: 1000,
} as const;

export const PROTOCOL_VERSION = 1;
export const SUBPROTOCOL = 'shopbell.v1';
