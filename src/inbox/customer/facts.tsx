import type { Row } from '../../protocol/rows.ts';
import { longAgo } from '../shell/times.ts';
import { LOCALE, t } from '../text.ts';

const countries = new Intl.DisplayNames(LOCALE, { type: 'region' });
const languages = new Intl.DisplayNames(LOCALE, { type: 'language' });

interface FactsProps {
  row: Row;
  lastSeenAt: number | undefined;
  now: number;
}

/** What is known of the customer, in a few lines; what is not known has no line. */
export function Facts({ row, lastSeenAt, now }: FactsProps) {
  const { country, locale } = row.visitor;
  const facts: [name: string, value: string, look?: string][] = [
    [t('customer.status'), status(row, lastSeenAt, now), row.presence === 'online' ? 'is-online' : undefined],
  ];
  if (country !== undefined) facts.push([t('customer.country'), countries.of(country) ?? country]);
  if (locale !== undefined) facts.push([t('customer.language'), languages.of(locale) ?? locale]);
  if (row.department !== undefined) facts.push([t('customer.department'), row.department]);
  return (
    <section class="section">
      <dl class="facts">
        {facts.map(([name, value, look]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class={look}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function status(row: Row, lastSeenAt: number | undefined, now: number): string {
  if (row.presence === 'online') return t('customer.online_now');
  if (row.presence === 'idle') return t('customer.idle');
  return lastSeenAt === undefined ? t('customer.left_now') : t('customer.left', { ago: longAgo(lastSeenAt, now) });
}
