/** Mostly one, sometimes several: a lone one, which stands for nearly every shopper, costs no list of its own. */
export type Few<T extends object> = T | readonly T[];

export const allOf = <T extends object>(few: Few<T> | undefined): readonly T[] => {
  if (few === undefined) return [];
  return isList(few) ? few : [few];
};

/** One more; whoever goes through the ones before does not meet it. */
export const plus = <T extends object>(few: Few<T> | undefined, one: T): Few<T> =>
  few === undefined ? one : [...allOf(few), one];

/** One fewer, though it stand there twice. Undefined: nobody is left. */
export function minus<T extends object>(few: Few<T> | undefined, one: T): Few<T> | undefined {
  const all = allOf(few);
  const at = all.indexOf(one);
  const left = at < 0 ? all : all.toSpliced(at, 1);
  return left.length > 1 ? left : left[0];
}

const isList = <T extends object>(few: Few<T>): few is readonly T[] => Array.isArray(few);
