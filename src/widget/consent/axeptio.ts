import type { Consent } from '../../protocol/primitives.ts';
import type { ConsentSource } from '../../ui/consent-source.ts';
import { call, type Fields, fieldsOf, isGranted, isObject, levelOf, SERVICES } from './answers.ts';
import { enqueue } from './enqueue.ts';
import { type ConsentTool, followTool } from './follow-tool.ts';

const [PERSONALISATION, ANALYTICS] = SERVICES;

const levelIn = (choices: Fields): Consent =>
  levelOf(
    isGranted(choices[PERSONALISATION], `the choice ${PERSONALISATION}`),
    isGranted(choices[ANALYTICS], `the choice ${ANALYTICS}`),
  );

/** Axeptio: the vendor `shopbell` is personalisation, `shopbell_analytics` analytics. */
export const axeptio: ConsentTool = {
  name: 'Axeptio',
  isThere: ({ axeptioSDK, axeptioSettings, _axcb }) => isObject(axeptioSDK ?? axeptioSettings ?? _axcb),
  events: [],
  follow(_page, tell, signal) {
    let last: Consent = 0;
    const hear = (choices: unknown): void =>
      tell(() => {
        last = levelIn(fieldsOf(choices, 'what Axeptio tells of the choices'));
        return last;
      });
    const begin = (sdk: unknown): void =>
      tell(() => {
        call(sdk, 'on', 'cookies:complete', hear);
        // Whoever comes late does not hear of what was answered before.
        const { choices } = Object(Object(sdk).userPreferencesManager) as Fields;
        return isObject(choices) && choices.$$completed === true ? levelIn(choices) : last;
      });
    enqueue('_axcb', begin, signal);
  },
};

export const start: ConsentSource = (report) => followTool(axeptio, report);
