import { t } from '../text.ts';
import type { Bell } from './bell.ts';
import type { Preferences } from './preferences.ts';
import type { Toasts } from './toasts.ts';

export interface AlertParts {
  bell: Pick<Bell, 'ring'>;
  toasts: Pick<Toasts, 'add'>;
  preferences(): Preferences;
  /** Whether the team member looks at the page now. */
  inView(): boolean;
  /** Absent until desktop notifications are allowed. */
  notify: ((title: string, body: string, tag: string, onClick: () => void) => void) | undefined;
  open(conversation: string): void;
}

/** A person is wanted: one stroke of the bell, a note on the page, and one on the desktop when the page is out of view. */
export function createAlerts(parts: AlertParts): (alert: { conversation: string; name: string }) => void {
  return ({ conversation, name }) => {
    const title = t('notify.title', { name: name.trim() || t('notify.somebody') });
    if (parts.preferences().sound) parts.bell.ring();
    parts.toasts.add({ text: title, conversation });
    if (!parts.inView()) {
      parts.notify?.(title, t('notify.body'), conversation, () => parts.open(conversation));
    }
  };
}
