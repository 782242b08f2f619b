import { RatingFace } from '../shell/rating-face.tsx';
import { t } from '../text.ts';
import { Time } from './event-line.tsx';
import type { SurveyEntry } from './thread-model.ts';

const STARS = [1, 2, 3, 4, 5] as const;

/** What the customer thought of it: five stars, a face, and their own words. */
export function SurveyResult({ entry }: { entry: SurveyEntry }) {
  return (
    <li class="survey">
      <p class="survey__line">
        <RatingFace rating={entry.rating} filled />
        <span>{t('survey.result')}</span>
        <span class="survey__stars" role="img" aria-label={t('survey.rating', { n: entry.rating })}>
          {STARS.map((star) => (
            <span key={star} class={star <= entry.rating ? 'star' : 'star star--off'}>
              ★
            </span>
          ))}
        </span>
        <Time at={entry.at} />
      </p>
      {entry.comment !== undefined && (
        <blockquote class="survey__comment" dir="auto">
          {entry.comment}
        </blockquote>
      )}
    </li>
  );
}
