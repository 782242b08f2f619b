/**
 * How sure the server is of a shopper. `anonymous`: a browser, no more · `labelled`: the page names a client id, and
 * nobody vouches for it · `proven`: the shop has vouched for the client id.
 */
export const IDENTITIES = ['anonymous', 'labelled', 'proven'] as const;
export type IdentityLevel = (typeof IDENTITIES)[number];

/**
 * Why a `clientToken` proved nothing. `token_invalid`: not signed by this shop, or not in the expected form ·
 * `token_expired` · `token_too_long`: it would hold for more than 24 hours · `token_of_another`: `sub` is not the
 * `clientId`.
 */
export const IDENTITY_PROBLEMS = ['token_invalid', 'token_expired', 'token_too_long', 'token_of_another'] as const;
export type IdentityProblem = (typeof IDENTITY_PROBLEMS)[number];
