import { inLanguage } from '../related.ts';
import notes from './locales/notes.json' with { type: 'json' };

/** By language; a new one is one line there. */
const NOTES = new Map<string, string>(Object.entries(notes));

/** Languages that notes speak. */
export const noteLanguages = (): string[] => [...NOTES.keys()].sort();

/** What a device shows when it is told nothing of the message, in the shopper's language (BCP 47), else in English. */
export const noteFor = (locale: string, shop: string): string =>
  (inLanguage(NOTES, locale) ?? notes.en).replace('{shop}', () => shop);
