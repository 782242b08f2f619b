import type { Consent } from '../../protocol/primitives.ts';
import type { ConsentSource } from '../../ui/consent-source.ts';
import { call, can, type Fields, fieldsOf, isGranted, isObject, levelOf, SERVICES } from './answers.ts';
import { enqueue } from './enqueue.ts';
import { type ConsentTool, followTool } from './follow-tool.ts';

/** The vendor or purpose of that name; vendors of one's own are `c:name`, with more behind when the console has made them. */
function isEnabled(status: Fields, name: string): boolean {
  const own = new RegExp(`^(c:)?${name}(-\\w+)?$`);
  return ['purposes', 'vendors'].some((kind) =>
    Object.entries(fieldsOf(status[kind], `Didomi's list of ${kind}`)).some(
      ([id, one]) => own.test(id) && isGranted(fieldsOf(one, id).enabled, `${id}.enabled`),
    ),
  );
}

/** Where no law applies or nobody has been asked, Didomi counts everything as enabled: that is no answer. */
function read(sdk: unknown): Consent {
  const status = fieldsOf(call(sdk, 'getCurrentUserStatus'), 'Didomi.getCurrentUserStatus()');
  const asking = can(sdk, 'shouldUserStatusBeCollected') ? 'shouldUserStatusBeCollected' : 'shouldConsentBeCollected';
  if (call(sdk, asking) !== false || status.regulation === 'none') return 0;
  const [personalisation, analytics] = SERVICES;
  return levelOf(isEnabled(status, personalisation), isEnabled(status, analytics));
}

/** Didomi: the vendor or purpose `shopbell` is personalisation, `shopbell_analytics` analytics. */
export const didomi: ConsentTool = {
  name: 'Didomi',
  isThere: ({ Didomi, didomiConfig, didomiOnReady }) => isObject(Didomi ?? didomiConfig ?? didomiOnReady),
  events: [],
  follow(page, tell, signal) {
    enqueue('didomiOnReady', (sdk: unknown) => tell(() => read(sdk ?? page.Didomi)), signal);
    const listener = (): void => tell(() => read(page.Didomi));
    enqueue('didomiEventListeners', { event: 'consent.changed', listener }, signal);
  },
};

export const start: ConsentSource = (report) => followTool(didomi, report);
