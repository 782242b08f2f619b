import type { Written } from '../written.ts';

/** An option's name with the capitals of the table. */
const properName = (name: string): string => name.replace('Ttl', 'TTL');

/** One place's options, with what was written as JSON as the object that it is, and names as the table has them. */
export function unfold(place: Written): Written {
  const unfolded: Written = {};
  for (const [name, value] of Object.entries(place)) unfolded[properName(name)] = value;
  for (const name of ['position', 'appearance']) {
    try {
      unfolded[name] = JSON.parse(unfolded[name] as string);
    } catch {
      // Absent, an object already, or a corner by its name.
    }
  }
  return unfolded;
}
