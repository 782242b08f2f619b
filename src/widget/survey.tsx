import type { JSX, TargetedEvent } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '../protocol/limits.ts';
import { fill, slots } from '../ui/fill.ts';
import type { Chat } from './store.ts';
import type { Words } from './words.ts';

export interface SurveyProps {
  answered: boolean;
  /** Who answered the shopper last. */
  agent?: string;
}

/** Mouths from very sad to very glad, and for the first and last something of their own. */
const FACES = [
  'M14 27.2c1.4-2.4 3.5-3.6 6-3.6s4.6 1.2 6 3.6M12.2 13.7l3.3-1.9M27.8 13.7l-3.3-1.9',
  'M14.8 26.2c1.4-1.4 3.1-2 5.2-2s3.8.6 5.2 2',
  'M14.8 25h10.4',
  'M14.3 23.6c1.3 1.9 3.2 2.9 5.7 2.9s4.4-1 5.7-2.9',
  'M13.2 22.4h13.6c-.5 4-3.1 6.3-6.8 6.3s-6.3-2.3-6.8-6.3Z',
];

/** How was it? Five faces, and once one is chosen, room for a word. */
export function Survey({ chat, words: all, answered, agent }: SurveyProps & { chat: Chat; words: Words }): JSX.Element {
  const words = all.survey;
  const [rating, setRating] = useState(0);
  if (answered) {
    return (
      <p class="form thanks" role="status">
        {words.thanks}
      </p>
    );
  }
  const onSubmit = (event: TargetedEvent<HTMLFormElement, SubmitEvent>): void => {
    event.preventDefault();
    const comment = event.currentTarget.querySelector('textarea')?.value.trim();
    chat.rate(rating, comment || undefined);
  };
  const ends = [words.names[0], words.names[4]];
  return (
    <form class="form survey" onSubmit={onSubmit}>
      <b>{words.title}</b>
      <p class="sub">{agent ? slots(words.why, { name: <bdi>{agent}</bdi> }) : words.whyTeam}</p>
      <div class="faces" role="radiogroup" aria-label={words.group}>
        {FACES.map((mouth, index) => (
          <label key={mouth} title={words.names[index]}>
            <input
              type="radio"
              name="rating"
              aria-label={fill(words.star, { n: index + 1 })}
              checked={rating === index + 1}
              onChange={() => setRating(index + 1)}
            />
            <svg viewBox="0 0 40 40" aria-hidden="true">
              <circle cx="20" cy="20" r="16" />
              <path class="eyes" d="M14.5 17v.01M25.5 17v.01" />
              <path d={mouth} />
            </svg>
          </label>
        ))}
      </div>
      <p class="ends" aria-hidden="true">
        {rating > 1 && rating < 5 ? (
          <b>{words.names[rating - 1]}</b>
        ) : (
          ends.map((name, index) =>
            rating === index * 4 + 1 ? <b key={name}>{name}</b> : <span key={name}>{name}</span>,
          )
        )}
      </p>
      {rating > 0 && (
        <>
          <textarea
            rows={2}
            maxLength={LIMITS.commentLength}
            aria-label={words.comment}
            placeholder={words.placeholder}
          />
          <button type="submit" class="btn">
            {words.send}
          </button>
        </>
      )}
    </form>
  );
}
