/** WebSocket close codes: 4000 + the HTTP status of the same meaning. `reconnect` says what a client does next. */
export const CLOSE_CODES = {
  restarting: { code: 1012, reconnect: true },
  badFrame: { code: 4400, reconnect: false },
  unauthorised: { code: 4401, reconnect: false },
  forbidden: { code: 4403, reconnect: false },
  helloTimeout: { code: 4408, reconnect: true },
  replaced: { code: 4409, reconnect: false },
  tooLarge: { code: 4413, reconnect: false },
  tooFast: { code: 4429, reconnect: true },
  serverError: { code: 4500, reconnect: true },
} as const;

export type CloseName = keyof typeof CLOSE_CODES;

/** The codes above without reconnect, once more, so that pages need not load the table; a test holds the two together. */
export const FINAL_CLOSE_CODES: readonly number[] = [4400, 4401, 4403, 4409, 4413];

/** What the server says with a code. A table of its own: pages need the codes alone. */
export const CLOSE_REASONS: Readonly<Record<CloseName, string>> = {
  restarting: 'The server is restarting.',
  badFrame: 'The frame could not be read.',
  unauthorised: 'Sign in again.',
  forbidden: 'This origin or shop is not allowed.',
  helloTimeout: 'No hello arrived in time.',
  replaced: 'The same client connected again.',
  tooLarge: 'The frame is too large.',
  tooFast: 'Too many frames or connections.',
  serverError: 'The server failed.',
};
