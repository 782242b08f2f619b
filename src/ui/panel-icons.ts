/** The icons that the panel draws from the start, and what others are made of; those are in `icons.ts`. */
export const ring = 'M10 2.75a7.25 7.25 0 1 1 0 14.5 7.25 7.25 0 0 1 0-14.5';

export const emojiIcon = `${ring}M6.9 11.75c1.25 2.7 4.95 2.7 6.2 0M7.5 7.9v.2M12.5 7.9v.2`;
export const checkIcon = 'M4.5 10.5l3.6 3.6 7.4-8';
export const doubleCheckIcon = 'M1.75 10.5l3.5 3.5L12 6.5M8.8 13.7l.3.3L18 6.5';
export const clockIcon = `${ring}M10 6v4.25L12.75 12`;
export const chevronDownIcon = 'M5 7.75l5 5 5-5';
export const dotsIcon =
  'M4.75 9.6a.4.4 0 1 1 0 .8.4.4 0 0 1 0-.8M10 9.6a.4.4 0 1 1 0 .8.4.4 0 0 1 0-.8M15.25 9.6a.4.4 0 1 1 0 .8.4.4 0 0 1 0-.8';
export const sendIcon = 'M10 16V4.5M4.75 9.5L10 4.25l5.25 5.25';
