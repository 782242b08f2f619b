/**
 * Why a command or a request is refused. `retry: true` means that the same command may succeed later and is not
 * recorded in the ledger; `retry: false` is final: the same id gets the same refusal for ever.
 */
export const ERROR_CODES = {
  invalid: { retry: false, status: 400, message: 'The request does not have the expected form.' },
  unknown_command: { retry: false, status: 400, message: 'This command is not known.' },
  text_too_long: { retry: false, status: 400, message: 'The text is longer than allowed.' },
  unauthorised: { retry: false, status: 401, message: 'Sign in first.' },
  wrong_password: { retry: false, status: 401, message: 'Email or password is wrong.' },
  forbidden: { retry: false, status: 403, message: 'This is not allowed.' },
  wrong_origin: { retry: false, status: 403, message: 'Requests from this origin are not allowed.' },
  not_found: { retry: false, status: 404, message: 'There is no such thing.' },
  unknown_shop: { retry: false, status: 404, message: 'There is no shop with this key.' },
  closed: { retry: false, status: 409, message: 'The conversation is closed.' },
  not_closed: { retry: false, status: 409, message: 'The conversation is not closed.' },
  open_elsewhere: { retry: false, status: 409, message: 'The customer has another open conversation.' },
  no_change: { retry: false, status: 409, message: 'It is so already.' },
  unavailable: { retry: false, status: 409, message: 'The chat is closed.' },
  stale: { retry: false, status: 409, message: 'A newer message has arrived, or a person has taken over.' },
  overtaken: { retry: false, status: 409, message: 'Somebody else owns the conversation since you looked.' },
  not_assignable: { retry: false, status: 409, message: 'This person may not chat.' },
  no_survey: { retry: false, status: 409, message: 'No rating was asked for.' },
  unknown_product: { retry: false, status: 409, message: 'This product is not available online.' },
  unknown_discount: { retry: false, status: 409, message: 'This discount code does not exist.' },
  unknown_file: { retry: false, status: 409, message: 'This file does not exist.' },
  unknown_department: { retry: false, status: 409, message: 'This department does not exist.' },
  id_taken: { retry: false, status: 409, message: 'Another sender has used this id.' },
  too_large: { retry: false, status: 413, message: 'This is too large.' },
  unsupported_type: { retry: false, status: 415, message: 'This type of file is not accepted.' },
  too_fast: { retry: true, status: 429, message: 'Too many requests; wait a moment.' },
  server_error: { retry: true, status: 500, message: 'The server could not do this now.' },
  busy: { retry: true, status: 503, message: 'The server is busy; try again.' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
