import type { Consent } from '../../protocol/primitives.ts';
import type { ConsentSource } from '../../ui/consent-source.ts';
import { call, type Fields, fieldsOf, isGranted, levelOf } from './answers.ts';
import { type ConsentTool, followTool } from './follow-tool.ts';

const VERSION = 2;
/** Storage on the device, and beside it all of those. */
const STORAGE = 1;
const PERSONALISATION = [5, 6];
const ANALYTICS = [8, 9];
/** That the tool shows its questions (`cmpuishown`) is no answer, and takes none back. */
const ANSWERED = /^(tcloaded|useractioncomplete)$/;

function refuse(): never {
  throw new Error('__tcfapi refused to be listened to');
}

function levelIn({ gdprApplies, purpose }: Fields): Consent {
  // Who is under no such law has not been asked.
  if (gdprApplies === false) return 0;
  const consents = fieldsOf(fieldsOf(purpose, 'purpose').consents, 'purpose.consents');
  const may = (purposes: number[]): boolean =>
    [STORAGE, ...purposes].every((one) => isGranted(consents[one], `purpose.consents[${one}]`));
  return levelOf(may(PERSONALISATION), may(ANALYTICS));
}

/**
 * IAB Transparency and Consent Framework 2.2: personalisation is purposes 1, 5 and 6 (storage; profiles for content, and
 * their use), analytics 1, 8 and 9 (storage; measuring content, statistics of audiences).
 */
export const tcf: ConsentTool = {
  name: 'IAB TCF',
  isThere: ({ __tcfapi }) => typeof __tcfapi === 'function',
  events: [],
  follow(page, tell, signal) {
    let id: unknown;
    const leave = (): void => {
      try {
        if (id !== undefined) call(page, '__tcfapi', 'removeEventListener', VERSION, () => {}, id);
      } catch {
        // What it still tells is not heard.
      }
    };
    const hear = (data: unknown, ok: unknown): void => {
      const { listenerId, eventStatus } = Object(data) as Fields;
      id ??= listenerId;
      if (signal.aborted) leave();
      else if (ok !== true) tell(refuse);
      else if (ANSWERED.test(`${eventStatus}`)) tell(() => levelIn(data as Fields));
    };
    call(page, '__tcfapi', 'addEventListener', VERSION, hear);
    signal.addEventListener('abort', leave);
  },
};

export const start: ConsentSource = (report) => followTool(tcf, report);
