import type { Parameter } from '../tools/gtm/parameters.ts';

/** Shown only while another field has this value. */
export const when = (paramName: string, paramValue: string): Parameter['enablingConditions'] => [
  { paramName, paramValue, type: 'EQUALS' },
];

/** A field that a command needs, shown with it alone. */
const ofCommand = (command: string, name: string, displayName: string, more: Partial<Parameter> = {}): Parameter => ({
  type: 'TEXT',
  name,
  displayName,
  simpleValueType: true,
  enablingConditions: when('command', command),
  valueValidators: [{ type: 'NON_EMPTY' }],
  ...more,
});

/** What a tag asks for that sends a command. */
export const COMMAND: Parameter[] = [
  {
    type: 'GROUP',
    name: 'commandGroup',
    displayName: 'Command',
    groupStyle: 'NO_ZIPPY',
    enablingConditions: when('action', 'command'),
    subParams: [
      {
        type: 'SELECT',
        name: 'command',
        displayName: 'Command',
        macrosInSelect: false,
        selectItems: [
          { value: 'open', displayValue: 'Open the chat' },
          { value: 'close', displayValue: 'Close it' },
          { value: 'toggle', displayValue: 'Open or close it' },
          { value: 'show', displayValue: 'Show the icon' },
          { value: 'hide', displayValue: 'Hide everything' },
          { value: 'flow', displayValue: 'Start a flow' },
          { value: 'send', displayValue: 'Send a message as the shopper' },
          { value: 'prefill', displayValue: 'Prepare a message' },
          { value: 'consent', displayValue: 'Set the level of consent' },
          { value: 'identify', displayValue: 'Say who the shopper is' },
          { value: 'logout', displayValue: 'Forget the shopper on this device' },
        ],
        simpleValueType: true,
        defaultValue: 'open',
        alwaysInSummary: true,
      },
      ofCommand('flow', 'commandFlow', 'Flow', { valueHint: 'RETURNS::10482' }),
      ofCommand('send', 'commandSend', 'Message'),
      ofCommand('prefill', 'commandPrefill', 'Message to prepare'),
      ofCommand('consent', 'commandConsent', 'Level of consent', {
        help: '0 nothing, 1 personalisation, 2 analytics, 3 both. Anything else counts as 0.',
      }),
      ofCommand('identify', 'commandId', 'Id of the shopper', {
        help: 'The id in your own system: no email address, name or number.',
      }),
      ofCommand('identify', 'commandToken', 'Proof of that id', {
        help: 'A token that your server signs with the secret of the shop.',
        valueValidators: undefined,
        canBeEmptyString: true,
      }),
    ],
  },
];
