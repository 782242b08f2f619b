import type { Row } from '../../protocol/rows.ts';
import { t } from '../text.ts';

/** What a row calls the customer: the name, else the email address, else `Visitor` and a short number. */
export const customerName = ({ visitor }: Pick<Row, 'visitor'>): string =>
  visitor.name ?? visitor.email ?? t('row.visitor', { number: visitor.number });

/** The first name when there is one, for sentences. */
export const firstName = (row: Pick<Row, 'visitor'>): string =>
  row.visitor.name?.trim().split(/\s+/)[0] ?? customerName(row);

/** The last words, or what was sent instead of words; what I said begins with `You:`. */
export function snippet(row: Row, myId: string): string {
  const { preview } = row;
  if (!preview) return '';
  const text = preview.text ?? t(`preview.${preview.type}`);
  return preview.by === 'agent' && row.owner?.id === myId ? t('row.you', { text }) : text;
}

/** The conversation that stands `step` rows from `current`; from nowhere, the first. */
export function neighbour(rows: readonly Row[], current: string | undefined, step: 1 | -1): string | undefined {
  const index = rows.findIndex((row) => row.conversation === current);
  if (index < 0) return rows[0]?.conversation;
  return rows[index + step]?.conversation;
}

export interface ListFilter {
  department?: string;
  unread: boolean;
  online: boolean;
}

export const NO_FILTER: ListFilter = { unread: false, online: false };

export const isFiltering = (filter: ListFilter): boolean =>
  filter.unread || filter.online || filter.department !== undefined;

/** The rows that a filter lets through, in their order. */
export function filterRows(rows: readonly Row[], filter: ListFilter): readonly Row[] {
  if (!isFiltering(filter)) return rows;
  return rows.filter(
    (row) =>
      (!filter.unread || row.unread > 0) &&
      (!filter.online || row.presence === 'online') &&
      (filter.department === undefined || row.department === filter.department),
  );
}
