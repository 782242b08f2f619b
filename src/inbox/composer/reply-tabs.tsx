import type { TargetedKeyboardEvent } from 'preact';
import { t } from '../text.ts';
import type { Draft } from './drafts.ts';

const TABS = ['reply', 'note'] as const;

/** To the customer, or to the team alone. */
export function ReplyTabs({ tab, onTab }: { tab: Draft['tab']; onTab(tab: Draft['tab']): void }) {
  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const other = tab === 'reply' ? 'note' : 'reply';
    onTab(other);
    document.getElementById(`reply-tab-${other}`)?.focus();
  }
  return (
    <div class="reply__tabs" role="tablist" aria-label={t('composer.tabs')} onKeyDown={onKeyDown}>
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`reply-tab-${name}`}
          class="tab"
          aria-selected={tab === name}
          aria-controls="reply-panel"
          tabIndex={tab === name ? 0 : -1}
          onClick={() => onTab(name)}
        >
          {t(`composer.${name}`)}
        </button>
      ))}
    </div>
  );
}
