import { upcast } from '../../../domain/forms.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { Stream } from '../log.ts';
import type { Columns } from '../tables.ts';

export function toEntryColumns(stream: Stream, entry: Entry): Columns<'entries'> {
  const { seq, pub, at, v, by, command, kind, ...body } = entry;
  return {
    shop: stream.shop,
    stream_kind: stream.kind,
    stream: stream.id,
    seq,
    pub: pub ?? null,
    at,
    v,
    kind,
    by_role: by.role,
    by: JSON.stringify(by),
    command: command ?? null,
    body: JSON.stringify(body),
  };
}

/** An entry as it was stored, in today's form. */
export function toEntry(columns: Columns<'entries'>): Entry {
  return upcast({
    seq: columns.seq,
    ...(columns.pub !== null && { pub: columns.pub }),
    at: columns.at,
    v: columns.v,
    by: JSON.parse(columns.by) as Entry['by'],
    ...(columns.command !== null && { command: columns.command }),
    kind: columns.kind,
    ...(JSON.parse(columns.body) as object),
  } as Entry);
}

/** The file that an entry shows. */
export const fileOf = (entry: Entry): string | undefined =>
  entry.kind === 'message.sent' && 'file' in entry.content ? entry.content.file : undefined;
