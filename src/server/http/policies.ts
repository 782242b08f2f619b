/** Content security policies of the pages that we serve, each as strict as its page can bear. */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'";

/**
 * The strictest page that a merchant may have: no style, no inline script without this request's nonce, Trusted Types.
 * `shopbell` is the name of the widget's own policy.
 */
export const strictestPage = (nonce: string): string =>
  `${NOTHING}; script-src 'nonce-${nonce}' 'strict-dynamic'; connect-src 'self'; img-src 'self'; style-src 'none'; ` +
  "frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types shopbell";

/** Nothing in an origin may end the directive that it stands in. */
export const isSource = (origin: string): boolean => /^[a-z][a-z0-9+.-]*:\/\/[A-Za-z0-9._:[\]-]+$/.test(origin);

/** The chat as a page: pictures come from wherever the shop has them; `frames` are origins that may show it inside. */
export const chatPage = (nonce: string, frames: readonly string[]): string =>
  `${NOTHING}; script-src 'nonce-${nonce}' 'strict-dynamic'; connect-src 'self'; img-src 'self' https: http: data:; ` +
  `media-src 'self'; font-src 'self'; frame-ancestors ${["'self'", ...frames.filter(isSource)].join(' ')}; ` +
  "require-trusted-types-for 'script'; trusted-types shopbell shopbell-page";

/** A page for the settings' frame: one style of its own, pictures from wherever the shop has its logo. */
export const previewPage = (nonce: string): string =>
  `${NOTHING}; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'nonce-${nonce}'; connect-src 'self'; ` +
  "img-src 'self' https: http: data:; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types shopbell";

/** The team's app: scripts and styles only from files of its own. */
export const INBOX =
  `${NOTHING}; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; media-src 'self'; frame-src 'self'; ` +
  "img-src 'self' https: http: data: blob:; manifest-src 'self'; worker-src 'self'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

/** The demo shop is a merchant's page like most: inline snippet and styles of its own. */
export const DEMO = "frame-ancestors 'self'; base-uri 'self'; object-src 'none'";
