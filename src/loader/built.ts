/** Hashes of files that are loaded later, put here by the build: files with others are not run. */
export const PAGE_HASH = '__SHOPBELL_PAGE_HASH__';
export const WIDGET_HASH = '__SHOPBELL_WIDGET_HASH__';
/** The table of all other files; see `parts.ts`. */
export const TABLE_HASH = '__SHOPBELL_TABLE_HASH__';

declare const __SHOPBELL_VERSION__: string;
/** The version of the package, and of the folder that its files stand in. */
export const VERSION = __SHOPBELL_VERSION__;
