import type { OptionKind, OptionRow } from '../src/protocol/option-kinds.ts';
import { OPTION_TABLE, type OptionName } from '../src/protocol/option-table.ts';
import type { Parameter } from '../tools/gtm/parameters.ts';
import { COMMAND, when } from './command-fields.ts';

/** What Tag Manager's editor says of a field; what it takes comes from the option table. */
interface Words {
  label: string;
  help?: string;
  hint?: string;
  /** Of a choice: what stands for no value, and for each value. */
  empty?: string;
  values?: readonly string[];
}
type Validator = NonNullable<Parameter['valueValidators']>[number];

/** Options that have no field, and why. */
export const WITHOUT_FIELD: Partial<Record<OptionName, string>> = {
  api: 'the template is built for one server',
  cookieConsent: 'consentFrom and consentLevel say it',
  consentSource: 'consentFrom says it; other tools are named where the page itself sets options',
  cartSource: 'the platform is found by itself',
  appearance: 'of its fields the accent alone; the settings page has all',
};

/** A number from 0 to `max` as a pattern, with decimals below the greatest. */
export function upTo(max: number): string {
  const digits = [...`${max}`].map(Number);
  const below = digits.flatMap((digit, place) => {
    const least = place === 0 ? 1 : 0;
    if (digit <= least - 1 || digit - 1 < least) return [];
    const one = digit - 1 === least ? `${least}` : `[${least}-${digit - 1}]`;
    const free = digits.length - place - 1;
    return [`${digits.slice(0, place).join('')}${one}${free > 0 ? `[0-9]{${free}}` : ''}`];
  });
  const shorter = digits.length > 1 ? [`[0-9]{1,${digits.length - 1}}`] : ['0'];
  return `^((${[...shorter, ...below].join('|')})(\\.[0-9]+)?|${max})$`;
}

const regex = (pattern: string, errorMessage: string): Validator => ({ type: 'REGEX', args: [pattern], errorMessage });

function validators(kind: OptionKind): Validator[] | undefined {
  switch (kind.is) {
    case 'number':
      return [regex(upTo(kind.max), `0 to ${kind.max} ${kind.unit}`)];
    case 'country':
      return [regex('^[A-Za-z]{2}$', 'Two letters, such as CA')];
    case 'locale':
      return [regex('^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$', 'A language tag, such as fr-CA')];
    case 'colour':
      return [regex('^#[0-9A-Fa-f]{6}$', 'Six hex digits, such as #1f5b4c')];
    case 'text':
      return [regex(`^[\\s\\S]{0,${kind.maxLength}}$`, `At most ${kind.maxLength} characters`)];
    default:
      return undefined;
  }
}

function field(name: string, row: OptionRow, words: Words, preset?: boolean): Parameter {
  const { kind } = row;
  const choice = kind.is === 'object' && kind.short !== undefined ? kind.fields[kind.short]?.kind : kind;
  if (choice?.is === 'choice') {
    const shown = choice.values.map((value, nth) => ({ value: `${value}`, displayValue: words.values?.[nth] ?? '' }));
    return {
      type: 'SELECT',
      name,
      displayName: words.label,
      macrosInSelect: false,
      selectItems: [{ value: '', displayValue: words.empty ?? '' }, ...shown],
      simpleValueType: true,
      defaultValue: '',
    };
  }
  if (kind.is === 'boolean') {
    const defaultValue = preset ?? row.default === true;
    const help = words.help === undefined ? {} : { help: words.help };
    return { type: 'CHECKBOX', name, checkboxText: words.label, simpleValueType: true, defaultValue, ...help };
  }
  return {
    type: 'TEXT',
    name,
    displayName: words.label,
    simpleValueType: true,
    ...(words.help !== undefined && { help: words.help }),
    ...(kind.is === 'number' && { valueUnit: kind.unit }),
    ...(words.hint !== undefined && { valueHint: words.hint }),
    canBeEmptyString: true,
    valueValidators: validators(kind),
  };
}

const option = (name: OptionName, words: Words, preset?: boolean): Parameter =>
  field(name, OPTION_TABLE[name], words, preset);

/** Fields of the tag that loads the chat: what is inside a group is hidden with it. */
const group = (name: string, displayName: string, open: boolean, subParams: Parameter[]): Parameter => ({
  type: 'GROUP',
  name,
  displayName,
  groupStyle: open ? 'ZIPPY_OPEN' : 'ZIPPY_CLOSED',
  subParams,
  enablingConditions: when('action', 'load'),
});

const ACTION: Parameter = {
  type: 'RADIO',
  name: 'action',
  displayName: 'What this tag does',
  radioItems: [
    { value: 'load', displayValue: 'Load the chat' },
    { value: 'command', displayValue: 'Send a command' },
    { value: 'commerce', displayValue: 'Forward GA4 ecommerce events' },
  ],
  simpleValueType: true,
  defaultValue: 'load',
  alwaysInSummary: true,
  help: 'Commands and events wait for the chat when they come before it. For ecommerce choose the triggers add_to_cart, remove_from_cart and view_cart.',
};

const SHOP: Parameter = {
  type: 'TEXT',
  name: 'shop',
  displayName: 'Shop key',
  simpleValueType: true,
  help: 'The public key of your shop, from the install page of your inbox.',
  valueHint: 'my-shop',
  alwaysInSummary: true,
  enablingConditions: when('action', 'load'),
  valueValidators: [
    { type: 'NON_EMPTY' },
    regex(
      OPTION_TABLE.shop.kind.pattern.source.replace('*$', `{0,${OPTION_TABLE.shop.kind.maxLength - 1}}$`),
      `a-z, 0-9, _ and -, up to ${OPTION_TABLE.shop.kind.maxLength} characters`,
    ),
  ],
};

const CONSENT: Parameter[] = [
  {
    type: 'SELECT',
    name: 'consentFrom',
    displayName: 'Who decides about consent',
    macrosInSelect: false,
    selectItems: [
      { value: 'widget', displayValue: 'The page: nothing granted until it says so' },
      { value: 'fixed', displayValue: 'Fixed level or variable' },
      { value: 'google', displayValue: 'Google consent mode' },
    ],
    simpleValueType: true,
    defaultValue: 'widget',
    help: 'With Google consent mode a type counts as granted once a default or an update has named it: who has not been asked has granted nothing.',
  },
  {
    type: 'TEXT',
    name: 'consentLevel',
    displayName: 'Level',
    simpleValueType: true,
    help: '0 nothing, 1 personalisation, 2 analytics, 3 both. Anything else counts as 0.',
    defaultValue: `${OPTION_TABLE.cookieConsent.default}`,
    enablingConditions: when('consentFrom', 'fixed'),
    valueValidators: [regex(`^[${OPTION_TABLE.cookieConsent.kind.values.join('')}]$`, '0, 1, 2 or 3')],
  },
];

/** The template's fields, as Tag Manager writes them. */
export const PARAMETERS: readonly Parameter[] = [
  ACTION,
  SHOP,
  ...COMMAND,
  group('greeting', 'Greeting and language', true, [
    option('widgetState', {
      label: 'State when a page loads',
      empty: 'As the shopper left it',
      values: ['Greeting bubble', 'Chat open', 'Icon only'],
    }),
    option('closeDelay', { label: 'Greeting closes after', help: 'Empty or 0: it stays until it is dismissed.' }),
    option('welcomeMessage', { label: 'Greeting text', help: 'In place of the greeting that your flow has.' }),
    option('flowRef', {
      label: 'Flow',
      help: 'Starts this flow instead of the default greeting. Arguments follow after two colons.',
      hint: 'RETURNS::10482',
    }),
    option('minimizable', { label: 'The shopper may reduce the open chat' }),
    option('country', {
      label: 'Country',
      help: 'Two letters. Selects greeting, opening hours, catalogue and currency.',
      hint: 'CA',
    }),
    option('locale', {
      label: 'Language',
      help: 'Empty: the language of the page, then of the browser, then of the shop.',
      hint: 'fr-CA',
    }),
    option('titleBadge', { label: 'Show the number of unread messages in the title of the page' }),
  ]),
  group('shopper', 'Shopper', false, [
    option('clientId', {
      label: 'Shopper’s id',
      help: 'The id of the signed-in shopper in your own system. A label until the token proves it.',
    }),
    option('clientToken', {
      label: 'Proof of the id',
      help: 'A token that your server signs with the secret of the shop. Without it no history is shown on another device.',
    }),
  ]),
  group('consent', 'Consent and cookies', false, [
    ...CONSENT,
    option('cookieTTL', {
      label: 'Cookies last',
      help: `0: until the browser is closed. Empty: ${OPTION_TABLE.cookieTTL.default} days. At most ${OPTION_TABLE.cookieTTL.kind.max}.`,
    }),
    option('cookieDomain', {
      label: 'Domain of the cookies',
      help: 'To share them between subdomains.',
      hint: '.shop.example',
    }),
  ]),
  group('look', 'Place and colour', false, [
    option('position', {
      label: 'Corner',
      empty: 'As set for the shop',
      values: ['Bottom right', 'Bottom left', 'Top right', 'Top left'],
    }),
    field('accent', OPTION_TABLE.appearance.kind.fields.accent, {
      label: 'Accent colour',
      help: 'Empty: the colour that is set for the shop.',
      hint: OPTION_TABLE.appearance.kind.fields.accent.default,
    }),
  ]),
  group('reporting', 'Reporting', false, [
    // The one default that differs: who uses a tag manager looks for events there.
    option(
      'dataLayer',
      {
        label: 'Push the events of the chat to the data layer',
        help: 'As shopbell_ready, shopbell_handoff, shopbell_survey and so on, without personal data.',
      },
      true,
    ),
    option('dataLayerConsent', {
      label: 'When',
      empty: 'Always: a push sends nothing anywhere, and your tags follow consent themselves',
      values: ['Only with analytics consent'],
    }),
  ]),
];
