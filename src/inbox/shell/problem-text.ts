import type { Refused } from '../session/ask.ts';
import { refusalText, t, tn } from '../text.ts';

/** What a refused request of a form means for whoever filled it in, in a whole sentence. */
export function problemText({ code, retryAfterMs }: Refused): string {
  switch (code) {
    case 'offline':
      return t('sign_in.unreachable');
    case 'wrong_password':
    case 'wrong_code':
      return refusalText(code);
    case 'weak_password':
      return t('password.weak');
    case 'link_gone':
      return t('link.gone');
    case 'too_fast': {
      const seconds = Math.max(1, Math.ceil((retryAfterMs ?? 1000) / 1000));
      return seconds < 60 ? tn('wait.seconds', seconds) : tn('wait.minutes', Math.ceil(seconds / 60));
    }
    default:
      return t('refused.command', { reason: refusalText(code) });
  }
}
