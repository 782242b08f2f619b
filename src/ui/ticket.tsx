import type { JSX } from 'preact';
import { fill } from './fill.ts';
import { percent as percentIn } from './format.ts';
import { Icon } from './icon.tsx';
import { checkIcon, tagIcon } from './icons.ts';

export interface TicketWords {
  off: string;
  /** `{code}` stands for the discount code. */
  apply: string;
  hint: string;
}

export interface TicketProps {
  code: string;
  percent?: number;
  /** What the code is good for, in the shop's words. */
  label?: string;
  /** What it does, once it is applied. */
  applied?: string;
  /** Why it is not. */
  problem?: string;
  /** The shop is being asked. */
  busy?: boolean;
  locale: string;
  words: TicketWords;
  /** Without it the ticket is for looking at only. */
  onApply?(): void;
}

/** A discount code as a paper ticket: the whole ticket is the button; applied, it turns green. */
export function Ticket({
  code,
  percent,
  label,
  applied,
  problem,
  busy,
  locale,
  words,
  onApply,
}: TicketProps): JSX.Element {
  return (
    <div class={applied ? 'sb-ticket sb-applied' : 'sb-ticket'} role={applied || problem ? 'status' : undefined}>
      <span class="sb-ticket-stub">
        {applied ? (
          <Icon path={checkIcon} size={28} />
        ) : percent ? (
          <>
            {percentIn(locale, percent / 100)}
            <small>{words.off}</small>
          </>
        ) : (
          <Icon path={tagIcon} size={28} />
        )}
      </span>
      <span class="sb-ticket-main">
        <span class="sb-ticket-code">
          <bdi>{code}</bdi>
        </span>
        <span class={problem ? 'sb-ticket-hint sb-problem' : 'sb-ticket-hint'}>
          {applied ?? problem ?? label ?? (onApply ? words.hint : '')}
        </span>
      </span>
      <span class="sb-ticket-end">{!applied && percent ? <Icon path={tagIcon} /> : null}</span>
      {onApply && !applied && (
        <button type="button" aria-label={fill(words.apply, { code })} aria-busy={busy} onClick={onApply} />
      )}
    </div>
  );
}
