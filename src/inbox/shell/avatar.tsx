import type { ComponentChild } from 'preact';
import type { AgentFace } from '../../protocol/author.ts';
import type { Row } from '../../protocol/rows.ts';
import { Bell } from '../../ui/icon.tsx';
import { initials } from '../../ui/initials.ts';
import { Icon } from './icon.tsx';

export type AvatarSize = 20 | 28 | 32 | 36 | 44 | 48;
const TINTS = 6;

/** One of six tints, the same for the same customer every time. */
export function tintOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 9973;
  return (sum % TINTS) + 1;
}

function Disc({ size, tone, children }: { size: AvatarSize; tone: string; children: ComponentChild }) {
  return (
    <span class={`av av--${size} ${tone}`} aria-hidden="true">
      {children}
    </span>
  );
}

/** The customer's initials, with a dot when they are on the store now. Names are spoken elsewhere. */
export function CustomerAvatar({ row, size, dot }: { row: Row; size: AvatarSize; dot?: boolean }) {
  const label = row.visitor.name ?? row.visitor.email;
  return (
    <Disc size={size} tone={label ? `av--t${tintOf(row.visitor.id)}` : 'av--t7'}>
      {label ? initials(label) : <Icon name="user" />}
      {dot && row.presence !== 'left' && <i class={`av__dot av__dot--${row.presence}`} />}
    </Disc>
  );
}

/** A colleague's picture, or initials. */
export function AgentAvatar({ agent, size }: { agent: AgentFace; size: AvatarSize }) {
  return (
    <Disc size={size} tone={`av--t${tintOf(agent.id)}`}>
      {agent.avatar ? <img src={agent.avatar} alt="" width={size} height={size} /> : initials(agent.name)}
    </Disc>
  );
}

/** The assistant wears the bell. */
export function BotAvatar({ size }: { size: AvatarSize }) {
  return (
    <Disc size={size} tone="av--bot">
      <Bell />
    </Disc>
  );
}
