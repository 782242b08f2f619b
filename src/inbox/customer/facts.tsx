import type { ComponentChild } from 'preact';
import type { CustomerCard } from '../../protocol/rest.ts';
import type { Row } from '../../protocol/rows.ts';
import { longAgo } from '../shell/times.ts';
import { LOCALE, t } from '../text.ts';

const countries = new Intl.DisplayNames(LOCALE, { type: 'region' });
const languages = new Intl.DisplayNames(LOCALE, { type: 'language' });

interface FactsProps {
  row: Row;
  card: Pick<CustomerCard, 'lastSeenAt' | 'clientId' | 'proven' | 'claims'>;
  now: number;
}

/** What is known of the customer, in a few lines; what is not known has no line. */
export function Facts({ row, card: { lastSeenAt, clientId, proven, claims }, now }: FactsProps) {
  const { country, locale } = row.visitor;
  const facts: [name: string, value: ComponentChild, look?: string][] = [
    [t('customer.status'), status(row, lastSeenAt, now), row.presence === 'online' ? 'is-online' : undefined],
  ];
  if (country !== undefined) facts.push([t('customer.country'), countries.of(country) ?? country]);
  if (locale !== undefined) facts.push([t('customer.language'), languages.of(locale) ?? locale]);
  if (clientId !== undefined) {
    const sign = proven ? <span class="tag tag--good">{t('customer.verified')}</span> : <Unverified />;
    facts.push([t('customer.client_id'), [`${clientId} `, sign]]);
  }
  for (const [name, value] of claimsOf(claims)) facts.push([name, [`${value} `, <Unverified key={name} />]]);
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

/** The page says so, and nobody has vouched for it. */
const Unverified = () => (
  <span class="tag" title={t('customer.unverified_means')}>
    {t('customer.unverified')}
  </span>
);

function claimsOf({
  name,
  email,
  phone,
  attributes = {},
}: NonNullable<CustomerCard['claims']> = {}): [string, string][] {
  const words: [string, string | undefined][] = [
    [t('customer.claimed_name'), name],
    [t('customer.claimed_email'), email],
    [t('customer.claimed_phone'), phone],
    ...Object.entries(attributes).map(([key, value]): [string, string] => [key, `${value}`]),
  ];
  return words.filter((pair): pair is [string, string] => pair[1] !== undefined);
}

function status(row: Row, lastSeenAt: number | undefined, now: number): string {
  if (row.presence === 'online') return t('customer.online_now');
  if (row.presence === 'idle') return t('customer.idle');
  return lastSeenAt === undefined ? t('customer.left_now') : t('customer.left', { ago: longAgo(lastSeenAt, now) });
}
