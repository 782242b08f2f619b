import type { ComponentChildren } from 'preact';
import type { WireEntry } from '../../protocol/entries.ts';
import { Icon, type IconName } from '../shell/icon.tsx';
import { timeOfDay } from '../shell/times.ts';
import { rich } from '../text.ts';
import { eventText, shortName } from './event-text.ts';

interface LogLineProps {
  icon: IconName;
  at: number;
  centred?: boolean;
  children: ComponentChildren;
}

/** A quiet line of the log: symbol, words, time. */
export function LogLine({ icon, at, centred, children }: LogLineProps) {
  return (
    <li class={`log${centred ? ' log--centred' : ''}`}>
      <Icon name={icon} size={14} />
      <div class="log__text">{children}</div>
      <Time at={at} />
    </li>
  );
}

export function Time({ at }: { at: number }) {
  return <time dateTime={new Date(at).toISOString()}>{timeOfDay(at)}</time>;
}

/** Names and values stand out in a line's text. */
export const bold = (parts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, <b key={name}>{value}</b>]));

/** Something that happened to the conversation; unknown kinds are shown as nothing. */
export function EventLine({ entry }: { entry: WireEntry }) {
  const line = eventText(entry);
  if (!line) return null;
  return (
    <LogLine icon={line.icon} at={entry.at}>
      {rich(line.key, bold(line.parts))}
    </LogLine>
  );
}

interface TakeoverProps {
  entry: Extract<WireEntry, { kind: 'handoff.accepted' }>;
  from: 'bot' | 'person';
}

/** The moment from which a person speaks. */
export function Takeover({ entry, from }: TakeoverProps) {
  return (
    <LogLine icon="swap" at={entry.at} centred>
      {rich(from === 'bot' ? 'event.took_over' : 'event.joined', bold({ name: shortName(entry.agent.name) }))}
    </LogLine>
  );
}
