import * as v from 'valibot';
import { Choice, type OrderStatus } from '../../protocol/content.ts';
import { Locale, ShortText, Text } from '../../protocol/primitives.ts';

/** Lines that the bot says; `{shop}` is the shop's name, `{number}` an order's, `{when}` the team's next opening. */
const Lines = v.strictObject({
  hello: Text,
  thanks: Text,
  findSize: Text,
  returns: Text,
  discount: Text,
  askOrderNumber: Text,
  askOrderEmail: Text,
  orderNotFound: Text,
  productsFound: Text,
  productsNone: Text,
  askProduct: Text,
  fallback: Text,
  fallbackAgain: Text,
  handoff: Text,
  /** Nobody answers now, but somebody will. */
  away: Text,
  /** Said after it: that an address helps, or that one is known. */
  awayAskEmail: Text,
  awayByEmail: Text,
  /** Nobody ever answers here. */
  unavailable: Text,
});

/** All that the bot says in one language: data, so that a shop can bring its own. */
export const Flow = v.pipe(
  v.strictObject({
    locale: Locale,
    greeting: v.strictObject({
      title: ShortText,
      subtitle: ShortText,
      /** Text of the bubble beside the launcher. */
      teaser: Text,
      messages: v.array(Text),
      choices: v.array(Choice),
    }),
    /** Other greetings, by the name that `flowRef` begins with; choices by their value. */
    entrances: v.record(
      v.pipe(v.string(), v.regex(/^[A-Z0-9_]+$/)),
      v.strictObject({ messages: v.array(Text), choices: v.array(ShortText) }),
    ),
    lines: Lines,
    order: v.strictObject({ placed: Text, packed: Text, shipped: Text, delivered: Text } satisfies Record<
      OrderStatus,
      typeof Text
    >),
  }),
  v.check(
    ({ greeting, entrances }) =>
      Object.values(entrances).every(({ choices }) =>
        choices.every((value) => greeting.choices.some((choice) => choice.value === value)),
      ),
    'An entrance names a choice that the greeting does not have',
  ),
);
export type Flow = v.InferOutput<typeof Flow>;
export type LineName = keyof Flow['lines'];

/** Puts names into a line; a function, so that `$&` in a name is only a name. */
export const fill = (line: string, names: Record<string, string>): string =>
  line.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);

/** The quick replies of these values, in this order, worded as in the greeting. */
export const choicesOf = (flow: Flow, values: string[]): Choice[] =>
  values.flatMap((value) => flow.greeting.choices.filter((choice) => choice.value === value));
