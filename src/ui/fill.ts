/** A text in pieces: what stands between its places `{name}`, and in each place its value. A place without a value stays. */
export const slots = <V>(text: string, values: Readonly<Record<string, V>>): (string | V)[] =>
  text.split(/[{}]/).map((piece, at) => (at % 2 ? (values[piece] ?? `{${piece}}`) : piece));

/** The same as one text. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  slots(text, values).join('');
