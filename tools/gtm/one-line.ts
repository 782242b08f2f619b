/** Whatever it is, as text on one line. */
export const oneLine = (value: unknown): string => `${value}`.replace(/\s+/g, ' ').trim();
