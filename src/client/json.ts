/**
 * JSON of plain data as it is. Libraries of some pages (Prototype.js until 1.7) give arrays and texts a `toJSON` of their
 * own, which turns a list into a text; what it made is passed over here.
 */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key: string) {
    return this[key];
  });
