/** WebSocket close codes: 4000 + the HTTP status of the same meaning. `reconnect` says what a client does next. */
export const CLOSE_CODES = {
  restarting: { code: 1012, reason: 'The server is restarting.', reconnect: true },
  badFrame: { code: 4400, reason: 'The frame could not be read.', reconnect: false },
  unauthorised: { code: 4401, reason: 'Sign in again.', reconnect: false },
  forbidden: { code: 4403, reason: 'This origin or shop is not allowed.', reconnect: false },
  helloTimeout: { code: 4408, reason: 'No hello arrived in time.', reconnect: true },
  replaced: { code: 4409, reason: 'The same client connected again.', reconnect: false },
  tooLarge: { code: 4413, reason: 'The frame is too large.', reconnect: false },
  tooFast: { code: 4429, reason: 'Too many frames or connections.', reconnect: true },
  serverError: { code: 4500, reason: 'The server failed.', reconnect: true },
} as const;

export type CloseName = keyof typeof CLOSE_CODES;
