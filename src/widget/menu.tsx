import type { JSX } from 'preact';
import { Icon } from '../ui/icon.tsx';
import { bellIcon, chatIcon, checkIcon, fileIcon, lockIcon, userIcon } from '../ui/icons.ts';
import { usePopover } from './popover.ts';
import type { Chat } from './store.ts';
import type { Thread } from './thread-model.ts';
import { saveTranscript } from './transcript.ts';
import type { Words } from './words.ts';

export interface MenuProps {
  thread: Thread;
}

/** What else can be done in this conversation; only what works now is offered. */
export function Menu({ chat, words: all, thread }: MenuProps & { chat: Chat; words: Words }): JSX.Element {
  const words = all.menu;
  const ref = usePopover(chat);
  const { visitor, unavailable, quiet } = chat.get();
  const { settings, timeline } = visitor;
  const entries = [
    !thread.over &&
      !thread.person && { icon: userIcon, label: words.person, run: () => chat.ask({ type: 'handoff.request' }) },
    thread.over && !unavailable && { icon: chatIcon, label: words.startNew, run: chat.startNew },
    timeline && {
      icon: fileIcon,
      label: words.copy,
      run: () => saveTranscript(timeline.entries, chat.locale, all.chat),
    },
    { icon: bellIcon, label: words.sound, run: () => chat.setQuiet(!quiet), on: !quiet },
    settings?.privacyUrl && { icon: lockIcon, label: words.privacy, href: settings.privacyUrl },
  ].filter((entry) => !!entry);

  const onKeyDown = (event: KeyboardEvent): void => {
    const items = [...ref.current!.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
    const now = items.indexOf((ref.current!.getRootNode() as ShadowRoot).activeElement as HTMLElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  };
  return (
    <div ref={ref} class="pop menu" role="menu" tabIndex={-1} aria-label={words.label} onKeyDown={onKeyDown}>
      {entries.map((entry, index) =>
        'href' in entry ? (
          <a
            key={entry.label}
            role="menuitem"
            tabIndex={index ? -1 : 0}
            href={entry.href}
            target="_blank"
            rel="noopener"
            onClick={() => chat.toggle()}
          >
            <Icon path={entry.icon} />
            {entry.label}
          </a>
        ) : (
          <button
            key={entry.label}
            type="button"
            {...('on' in entry
              ? { role: 'menuitemcheckbox' as const, 'aria-checked': entry.on }
              : { role: 'menuitem' as const })}
            tabIndex={index ? -1 : 0}
            onClick={() => {
              chat.toggle();
              entry.run();
            }}
          >
            <Icon path={entry.icon} />
            {entry.label}
            {'on' in entry && entry.on && <Icon path={checkIcon} size={16} />}
          </button>
        ),
      )}
    </div>
  );
}
