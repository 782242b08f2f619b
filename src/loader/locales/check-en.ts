/** What the installation check says. It is for those who install the chat, and speaks English to them. */
export const words = {
  title: 'Installation check',
  again: 'Check again',
  copy: 'Copy as text',
  copied: 'Copied.',
  copyByHand: 'Press Ctrl+C or ⌘C to copy.',
  close: 'Close the check',
  looking: 'Looking …',
  fine: 'Everything is in order.',
  wrong: 'Needs a look: {names}.',
  marks: { good: 'In order', note: 'To know', bad: 'Problem' },
  page: 'Page',

  widget: 'Chat',
  stands: 'The chat of {name} is on the page.',
  hidden: 'The chat is loaded, but its element is not on the page.',
  noPlace: 'The chat of {name} stands in its corner: there is no element {selector}.',
  unknownShop: 'The server knows no shop “{shop}”. Check the key in the snippet.',
  badAnswer: 'The server answered {status} when asked for the settings of “{shop}”.',
  unreachable: 'The settings of “{shop}” could not be fetched from {api}: {message}. {hint}',

  version: 'Version',
  newest: '{version}, the newest at each visit.',
  pinned: '{version}, pinned by its address{hash}.',
  withHash: ' and its hash',

  snippets: 'Snippet',
  oneSnippet: 'One script.',
  noSnippet: 'No script tag is left on the page; a tag manager or a module may have brought the chat.',
  moreSnippets: '{n} scripts. The one that comes first counts; the others do nothing.',
  otherSnippets: '{n} scripts that do not agree about server or shop. The one that comes first counts.',

  language: 'Language',
  speaks: 'The page says {page}; the chat speaks {chat}.',
  noLang: 'The page has no lang attribute; the browser’s {browser} counts. The chat speaks {chat}.',
  other: 'The page says {page}, which the shop’s chat does not speak; it speaks {chat}.',

  consent: 'Consent',
  levels: [
    '0: nothing is kept before the chat is started, then for the session.',
    '1: personalisation. State and visitor are kept.',
    '2: analytics. Pages are reported to the team; nothing is kept beyond the session.',
    '3: personalisation and analytics.',
  ],
  level: '{level} (from {place})',
  privacy: 'The browser asks for privacy (Global Privacy Control): 2 is not granted.',
  source: 'Source: {source}',
  cookies: 'Cookies: {names}',
  none: 'none',

  cart: 'Cart',
  noCart:
    'Source: {source} (from {place}). No cart has reached the chat yet; until the chat is opened, the page’s last one waits.',
  hasCart: 'Source: {source} (from {place}). Lines of the last cart: {n}.',

  connection: 'Connection',
  connects: 'The server takes a connection from {origin}.',
  notAllowed: 'The server does not let {origin} in. Add it to the shop’s origins.',
  noSocket: 'No WebSocket to {address}: something between refuses it. The chat goes around it by plain requests.',
  closed: 'The server closed the connection with {code}. {reason}',
  chatIs: 'The chat is {state}.',

  clock: 'Clock',
  clockFine: 'This device and the server agree within {seconds} s.',
  clockOff: 'This device is {seconds} s {side} the server. Times of messages will look wrong.',
  ahead: 'ahead of',
  behind: 'behind',
  noClock: 'The server’s time could not be read.',

  files: 'Files',
  filesFine: 'What opening the chat needs is there and is what was built.',
  fileFailed: '{file} could not be had or is not what was built. {hint}',

  blocked: 'Blocked requests',
  noneBlocked: 'None.',
  blockedHint:
    'A status of 404 is an old file or a wrong address; without one, an ad blocker, a policy or the network is in the way.',

  policy: 'Content-Security-Policy',
  nonePolicy: 'Nothing of the chat was refused.',
  refused: '{directive} refused {what}',

  errors: 'Told to the page',
  noErrors: 'No errors.',

  options: 'Options',
  refusedOptions: 'Not allowed',
  option: 'Option',
  value: 'Value',
  from: 'From',
  defaults: 'Defaults',
  secret: '(given, not shown)',
  places: {
    shop: 'the shop’s settings',
    legacy: '#hdAttributes',
    address: 'the script’s address',
    data: 'data- attributes',
    init: 'init or a command',
    page: 'this being a full page',
    default: 'default',
  },
} as const;
