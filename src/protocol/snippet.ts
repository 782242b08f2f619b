import type { OptionsInput } from './options.ts';
import {
  checkedNonce,
  checkedOrigin,
  checkedPin,
  checkedShop,
  dataAttribute,
  escaped,
  literal,
  type Pin,
} from './snippet-parts.ts';

export { SnippetError } from './snippet-parts.ts';

/** The name of the global function that pages call. */
const GLOBAL = 'Shopbell';
/** What a template puts the request's nonce in place of. */
export const NONCE_PLACE = '__NONCE__';
/** What the server draws the launcher by: it goes into the address, so that the settings come with the script. */
const DRAWN_BY: readonly string[] = ['country', 'locale'];

/** Where a snippet comes from and whose it is. */
export interface SnippetTarget {
  /** The merchant's public key. */
  shop: string;
  /** Scheme, host and port of the server, such as `https://chat.example.com`; no path. */
  origin: string;
}

/** How the pages want it. */
export interface SnippetForm {
  /** Besides the shop; values of `undefined` are left out. */
  options?: Omit<OptionsInput, 'shop'>;
  /** This version and no other; its settings are a request of their own. Without it the newest, at any time. */
  pin?: Pin;
  /** For pages whose policy asks for one on each script. */
  nonce?: string;
}

/**
 * The line that makes the queue before the script has come. A function that is already there (another snippet, a tag
 * manager, the loaded chat) is kept and given a queue if it has none; anything else that took the name (a placeholder
 * object with a `q`, an array, an element with that id) is replaced, and the commands it holds are kept in order.
 * The older syntax runs wherever a merchant's page does.
 */
export const QUEUE_STUB =
  "(function(w,n,o,f){o=w[n];f=typeof o=='function'?o:w[n]=function(){f.q.push(arguments)};" +
  `f.q=f.q||(o&&(o.push?o:o.q))||[]})(window,'${GLOBAL}');`;

/**
 * The shortest form: one async script tag with the shop in its address, which tag managers leave alone. What the server
 * draws by stands there too, other options are `data-` attributes.
 * @throws SnippetError
 */
export function snippetHtml({ shop, origin, options = {}, ...form }: SnippetTarget & SnippetForm): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const query = given
    .filter(([name]) => DRAWN_BY.includes(name))
    .map(([name, value]) => `&${name}=${encodeURIComponent(`${value}`)}`);
  const data = given.filter(([name]) => !DRAWN_BY.includes(name)).map(([name, value]) => dataAttribute(name, value));
  return `${scriptTag(origin, form, `?shop=${checkedShop(shop)}${query.join('')}`, data)}\n`;
}

/**
 * The form with a queue: options in an `init` call, and commands may follow at once.
 * @throws SnippetError `bad_options` also for what JSON cannot carry
 */
export function snippetQueue({ shop, origin, options = {}, ...form }: SnippetTarget & SnippetForm): string {
  const init = literal({ shop: checkedShop(shop), ...options });
  return [
    `<script${nonceOf(form)}>`,
    `  ${QUEUE_STUB}`,
    `  ${GLOBAL}('init', ${init});`,
    '</script>',
    scriptTag(origin, form),
    '',
  ].join('\n');
}

/**
 * For pages without scripts: a link to the chat as a page of its own.
 * @param text what shoppers read, in their language
 * @throws SnippetError
 */
export function snippetNoscript({ shop, origin, text }: SnippetTarget & { text: string }): string {
  const address = `${checkedOrigin(origin)}/chat?shop=${checkedShop(shop)}`;
  return `<noscript><a href="${address}">${escaped(text)}</a></noscript>\n`;
}

/**
 * What a page's policy has to let through, directive by directive. Styles need nothing: they are constructed.
 * @param nonce of the page's scripts; without it scripts are let through by where they come from
 * @throws SnippetError
 */
export function snippetPolicy(origin: string, nonce?: string): string[] {
  const server = checkedOrigin(origin);
  return [
    nonce === undefined ? `script-src ${server}` : `script-src 'nonce-${checkedNonce(nonce)}' 'strict-dynamic'`,
    `connect-src ${server} ${server.replace(/^http/, 'ws')}`,
    `img-src ${server}`,
    'trusted-types shopbell',
  ];
}

function scriptTag(origin: string, form: SnippetForm, query = '', data: string[] = []): string {
  const pin = form.pin && checkedPin(form.pin);
  const address = `${checkedOrigin(origin)}${pin ? `/v/${pin.version}` : ''}/shopbell.js${query}`;
  const held = pin ? [`integrity="${pin.integrity}"`, 'crossorigin="anonymous"'] : [];
  return `<script ${[`async${nonceOf(form)}`, `src="${escaped(address)}"`, ...held, ...data].join(' ')}></script>`;
}

const nonceOf = ({ nonce }: SnippetForm): string => (nonce === undefined ? '' : ` nonce="${checkedNonce(nonce)}"`);
