import type { Consent } from '../../protocol/primitives.ts';
import type { ConsentSource } from '../../ui/consent-source.ts';
import { call, can, type Fields, fieldsOf, isGranted, levelOf } from './answers.ts';
import { type ConsentTool, followTool, type Tell } from './follow-tool.ts';

/** Services by these names, as the shop lists the chat; the category of functional services counts for the first too. */
const PERSONALISATION = 'Shopbell';
const ANALYTICS = 'Shopbell Analytics';
const FUNCTIONAL = 'functional';
/** Events of version 2; the third is the name that its settings propose for the window's event. */
const CHANGES = ['UC_UI_INITIALIZED', 'UC_UI_CMP_EVENT', 'ucEvent', 'consent_status'];
/** After a click its services may lag behind its event. */
const LAG_MS = 1000;

/** What version 3 tells: of everybody, also of whom nobody has asked. */
function readDetails(details: unknown): Consent {
  const { consent, categories, services } = fieldsOf(details, 'what Usercentrics tells');
  const { type } = fieldsOf(consent, 'consent');
  if (type !== 'EXPLICIT') return 0;
  const { state } = Object(fieldsOf(categories, 'categories')[FUNCTIONAL]) as Fields;
  const list = Object.values(fieldsOf(services, 'services')).map((one) => fieldsOf(one, 'a service'));
  const given = (name: string): boolean =>
    list.some((one) => one.name === name && isGranted((Object(one.consent) as Fields).given, `the consent of ${name}`));
  return levelOf(state === 'ALL_ACCEPTED' || given(PERSONALISATION), given(ANALYTICS));
}

/** What version 2 lists: each service with its consent and how that came about. */
function readServices({ UC_UI }: Fields): Consent {
  const list = call(UC_UI, 'getServicesBaseInfo');
  if (!Array.isArray(list)) throw new TypeError('UC_UI.getServicesBaseInfo() is no list');
  const services = list.map((one) => {
    const { name, categorySlug, consent } = fieldsOf(one, 'a service');
    const { status, history } = fieldsOf(consent, `the consent of ${name}`);
    const explicit = Array.isArray(history) && history.some((entry) => Object(entry).type === 'explicit');
    return { name, categorySlug, explicit, given: isGranted(status, `the consent of ${name}`) };
  });
  if (call(UC_UI, 'isConsentRequired') !== false || !services.some(({ explicit }) => explicit)) return 0;
  const functional = services.filter(({ categorySlug }) => categorySlug === FUNCTIONAL);
  const given = (wanted: string): boolean => services.some(({ name, given }) => name === wanted && given);
  const all = functional.length > 0 && functional.every((one) => one.given);
  return levelOf(all || given(PERSONALISATION), given(ANALYTICS));
}

function followThird(cmp: unknown, tell: Tell, signal: AbortSignal): void {
  /** Counts what has been heard: an answer to an earlier question is older than an event after it. */
  let heard = 0;
  async function ask(): Promise<void> {
    const turn = ++heard;
    try {
      const details = (await call(cmp, 'isInitialized')) === true && (await call(cmp, 'getConsentDetails'));
      if (details && turn === heard) tell(() => readDetails(details));
    } catch (error) {
      tell(() => {
        throw error;
      });
    }
  }
  const hear = (event: Event): void => {
    heard++;
    tell(() => readDetails((event as CustomEvent).detail));
  };
  addEventListener('UC_CONSENT', hear, { capture: true, signal });
  addEventListener('UC_UI_INITIALIZED', () => void ask(), { capture: true, signal });
  void ask();
}

function followSecond(page: Fields, tell: Tell, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = (): void => tell(() => readServices(page));
  const hear = (): void => {
    ask();
    clearTimeout(timer);
    timer = setTimeout(ask, LAG_MS);
  };
  for (const name of CHANGES) addEventListener(name, hear, { capture: true, signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
  ask();
}

/**
 * Usercentrics, versions 2 and 3. Its categories know no analytics, so that bit hangs on a service `Shopbell Analytics`;
 * personalisation is the functional category, or a service `Shopbell`. Consent that it implied is no answer.
 */
export const usercentrics: ConsentTool = {
  name: 'Usercentrics',
  events: ['UC_UI_INITIALIZED', 'UC_CONSENT'],
  isThere: ({ __ucCmp, UC_UI }) =>
    can(__ucCmp, 'getConsentDetails') || (can(UC_UI, 'isInitialized') && call(UC_UI, 'isInitialized') === true),
  follow(page, tell, signal) {
    if (can(page.__ucCmp, 'getConsentDetails')) followThird(page.__ucCmp, tell, signal);
    else followSecond(page, tell, signal);
  },
};

export const start: ConsentSource = (report) => followTool(usercentrics, report);
