const EMAIL = /[^\s@<>()",;:\\]+@[^\s@<>()",;:\\.]+(?:\.[^\s@<>()",;:\\.]+)+/u;

/** The first email address in a text; what ends the sentence is none of it. */
export const emailIn = (text: string): string | undefined => text.match(EMAIL)?.[0].replace(/[?!…'’]+$/u, '');

/** The first thing in a text that looks like an order's number: `#10482`, `10482`, `HH-10482`. In capitals, without `#`. */
export function orderNumberIn(text: string): string | undefined {
  const rest = text.replace(new RegExp(EMAIL, 'gu'), ' ');
  const found = rest.match(/(?<![\p{Letter}\p{Number}])#?((?:[a-z]{1,4}-?)?\d{4,12})(?![\p{Letter}\p{Number}])/iu);
  return found?.[1]?.toUpperCase();
}
