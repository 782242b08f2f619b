import type { JSX } from 'preact';
import { hide } from './hide.ts';
import { Bell } from './icon.tsx';
import { initials } from './initials.ts';

export interface FaceProps {
  name: string;
  avatar?: string;
  /** A bot wears the bell; a shop has its logo or initials on the accent. Default: a person. */
  kind?: 'person' | 'bot' | 'shop';
  /** In px. Default 28. */
  size?: 28 | 40;
  /** Green dot, hollow dot, or none. */
  dot?: 'online' | 'away';
}

/** Somebody's picture, or initials where there is none or it cannot be had, as a decoration beside their name. */
export function Face({ name, avatar, kind = 'person', size = 28, dot }: FaceProps): JSX.Element {
  return (
    <span class="sb-face" data-kind={kind} data-size={size} aria-hidden="true">
      {kind === 'bot' ? <Bell /> : initials(name)}
      {avatar && <img key={avatar} loading="lazy" src={avatar} alt="" width={size} height={size} onError={hide} />}
      {dot && <span class="sb-dot" data-away={dot === 'away' || undefined} />}
    </span>
  );
}
