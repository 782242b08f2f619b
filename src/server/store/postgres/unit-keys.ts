import type { Unit } from '../log.ts';
import type { Key, Keys } from './commit-statements.ts';

/** One name for what stands under a shop's id. */
export const nameOf = (shop: string, id: string): string => `${shop}\n${id}`;
/** Visitors whose rows a unit reads or writes. */
const visitorsOf = ({ stream, row, visitor }: Unit): (string | undefined)[] => [
  row?.visitor,
  visitor?.id,
  stream.kind === 'visitor' ? stream.id : undefined,
];
const conversationOf = ({ stream, row }: Unit): string | undefined =>
  row && stream.kind === 'conversation' ? stream.id : undefined;

/** What has to be held and known to decide about these units; sorted, without repetition. */
export function keysOf(units: Unit[]): Keys {
  const keys = (find: (unit: Unit) => (string | undefined)[]): Key[] => {
    const found = units.flatMap((unit) =>
      find(unit).flatMap((id): Key[] => (id === undefined ? [] : [{ shop: unit.stream.shop, id }])),
    );
    return sorted([...new Map(found.map((key) => [nameOf(key.shop, key.id), key])).values()]);
  };
  return {
    visitors: keys(visitorsOf),
    conversations: keys((unit) => [conversationOf(unit)]),
    jobs: units.flatMap(({ stream, completes }) =>
      completes ? [{ shop: stream.shop, id: completes.job, lease: completes.lease }] : [],
    ),
    lines: keys(({ ledger }) => [ledger?.commandId]),
    visitorLogs: keys(({ stream }) => [stream.kind === 'visitor' ? stream.id : undefined]),
  };
}

/** What nobody else may change meanwhile: its visitors and its conversation, by name. */
export const touchedBy = (unit: Unit): string[] => {
  const { shop } = unit.stream;
  const conversation = conversationOf(unit);
  return [
    ...visitorsOf(unit).flatMap((id) => (id === undefined ? [] : [`v\n${nameOf(shop, id)}`])),
    ...(conversation === undefined ? [] : [`c\n${nameOf(shop, conversation)}`]),
  ];
};

const sorted = (keys: Key[]): Key[] => keys.sort((a, b) => inOrder([a.shop, a.id], [b.shop, b.id]));

/** Compares parts of keys; the same order in every process. */
export function inOrder(a: string[], b: string[]): number {
  const index = a.findIndex((part, at) => part !== b[at]);
  return index === -1 ? 0 : a[index]! < b[index]! ? -1 : 1;
}
