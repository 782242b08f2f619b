import { en } from '../locales/en.ts';
import { type TextKey, t } from '../text.ts';

/** A text of a row, if it has one: which rows there are, the option table decides. A test holds the two together. */
export const optionText = (name: string): string | undefined => {
  const key = `option.${name}`;
  return key in en ? t(key as TextKey) : undefined;
};
