/** What pages of older installs are told by, with words for states that differ from the options'. */
export interface Page {
  dataLayer?: unknown[];
  hdOnWidgetStateChange?: (state: string) => void;
  hd_Conversation_Transferred?: (transfer: unknown) => void;
}

const STATES: Record<string, string> = { welcome: 'welcome', chat: 'opened', close: 'closed' };

/** Tells an event to those who do not listen by command: the data layer, and functions of older installs. */
export function tellOutside(page: Page, name: string, event: object, toDataLayer: boolean): void {
  if (toDataLayer) {
    page.dataLayer ??= [];
    page.dataLayer.push({ ...event, event: `shopbell_${name}` });
  }
  if (name === 'state' && 'state' in event) page.hdOnWidgetStateChange?.(STATES[`${event.state}`]!);
  if (name === 'handoff') page.hd_Conversation_Transferred?.(event);
}
