import type { JSX } from 'preact';
import { Icon } from './icon.tsx';
import { checkIcon, tagIcon } from './icons.ts';

export interface TicketWords {
  off: string;
  /** `{code}` stands for the discount code. */
  apply: string;
  hint: string;
  applied: string;
}

export interface TicketProps {
  code: string;
  percent?: number;
  /** What the code is good for, in the shop's words. */
  label?: string;
  applied: boolean;
  words: TicketWords;
  /** Without it the ticket is for looking at only. */
  onApply?(): void;
}

/** A discount code as a paper ticket: the whole ticket is the button; applied, it turns green. */
export function Ticket({ code, percent, label, applied, words, onApply }: TicketProps): JSX.Element {
  return (
    <div class={applied ? 'sb-ticket sb-applied' : 'sb-ticket'} role={applied ? 'status' : undefined}>
      <span class="sb-ticket-stub">
        {applied ? (
          <Icon path={checkIcon} size={28} />
        ) : percent ? (
          <>
            {percent}%<small>{words.off}</small>
          </>
        ) : (
          <Icon path={tagIcon} size={28} />
        )}
      </span>
      <span class="sb-ticket-main">
        <span class="sb-ticket-code">{code}</span>
        <span class="sb-ticket-hint">{applied ? words.applied : (label ?? (onApply ? words.hint : ''))}</span>
      </span>
      <span class="sb-ticket-end">{!applied && percent ? <Icon path={tagIcon} /> : null}</span>
      {onApply && !applied && (
        <button type="button" aria-label={words.apply.replace('{code}', code)} onClick={onApply} />
      )}
    </div>
  );
}
