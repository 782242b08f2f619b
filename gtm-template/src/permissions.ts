type Entry = Record<string, string | boolean>;

/** What the template may do, and nothing else. */
export const permissionsOf = (origin: string): unknown[] => [
  permission('access_globals', 'keys', [
    { key: 'Shopbell', read: true, write: true, execute: false },
    { key: 'Shopbell.q', read: true, write: true, execute: false },
    // Whether anybody has been asked for consent: Tag Manager counts what nobody has set as granted.
    { key: 'dataLayer', read: true, write: false, execute: false },
  ]),
  permission('inject_script', 'urls', [`${origin}/*`]),
  permission('access_consent', 'consentTypes', [
    { consentType: 'personalization_storage', read: true, write: false },
    { consentType: 'analytics_storage', read: true, write: false },
  ]),
  permission('read_data_layer', 'keyPatterns', ['event', 'ecommerce', 'eventModel']),
];

/** A permission as Tag Manager writes it. Types of values: 1 text, 2 list, 3 map, 8 yes or no. */
const permission = (publicId: string, key: string, entries: (string | Entry)[]): unknown => ({
  instance: {
    key: { publicId, versionId: '1' },
    param: [{ key, value: { type: 2, listItem: entries.map(value) } }],
  },
  clientAnnotations: { isEditedByUser: true },
  isRequired: true,
});

const value = (entry: string | boolean | Entry): unknown => {
  if (typeof entry === 'string') return { type: 1, string: entry };
  if (typeof entry === 'boolean') return { type: 8, boolean: entry };
  return { type: 3, mapKey: Object.keys(entry).map(value), mapValue: Object.values(entry).map(value) };
};
