import type { Entry, EntryKind } from '../protocol/entries.ts';
import { VISIBILITY } from '../protocol/visibility.ts';

type Body = Record<string, unknown>;

/**
 * How the body of a kind has changed. Several versions of the server run side by side while one replaces another, so
 * a new kind or form takes two releases: the first reads it and goes on writing the old one (`writes: 0` for a new
 * kind: not yet at all), the second writes it, when every process knows it.
 */
export interface Form {
  /** Newest version of the body that this release reads. */
  reads: number;
  /** Version of the body that this release writes. */
  writes: number;
  /** Makes version n + 1 of a body out of version n, by n. */
  upcasts?: Record<number, (body: Body) => Body>;
}

/** Kinds that have changed since their first version, by name. */
export type FormTable = { readonly [K in EntryKind]?: Form };

const FIRST: Form = { reads: 1, writes: 1 };

/** Nothing has changed since the first version. */
const FORMS: FormTable = {};

const formOf = (kind: EntryKind, forms: FormTable): Form => forms[kind] ?? FIRST;

/** [EN72] Whether this release knows an entry's kind and the version of its body: a newer one may have written it. */
export function isReadable({ kind, v }: Pick<Entry, 'kind' | 'v'>, forms = FORMS): boolean {
  return Object.hasOwn(VISIBILITY, kind) && v <= formOf(kind, forms).reads;
}

/** [EN71] An entry as the log holds it in the form of today; one that a newer release has written stays as it is. */
export function upcast(entry: Entry, forms = FORMS): Entry {
  if (!isReadable(entry, forms)) return entry;
  const { reads, upcasts = {} } = formOf(entry.kind, forms);
  let { v } = entry;
  let body: Body = { ...entry };
  for (; v < reads; v++) body = upcasts[v]?.(body) ?? body;
  return v === entry.v ? entry : ({ ...body, v } as Entry);
}

/** The version in which this release writes a kind. @throws when the release only reads it */
export function writtenVersion(kind: EntryKind, forms = FORMS): number {
  const { writes } = formOf(kind, forms);
  if (writes === 0) throw new Error(`${kind} is not written before every process knows it`);
  return writes;
}
