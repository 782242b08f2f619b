/** The icons that the panel draws from the start; the others are in `icons.ts`, and so is what they are made of. */
export const ring = 'M10 2.75a7.25 7.25 0 1 1 0 14.5 7.25 7.25 0 0 1 0-14.5';

export const emojiIcon = `${ring}M6.9 11.75c1.25 2.7 4.95 2.7 6.2 0M7.5 7.9v.2M12.5 7.9v.2`;
export const checkIcon = 'M4.5 10.5l3.6 3.6 7.4-8';
export const doubleCheckIcon = 'M1.75 10.5l3.5 3.5L12 6.5M8.8 13.7l.3.3L18 6.5';
export const clockIcon = `${ring}M10 6v4.25L12.75 12`;
export const warningIcon = `${ring}M10 6.25v4.25M10 13.5v.2`;
export const offlineIcon =
  'M3 3l14 14M2.5 7.75a11 11 0 0 1 3.5-2.25M8.7 4.75a11 11 0 0 1 8.8 3M5.25 11a7 7 0 0 1 3-1.75M12.3 9.6a7 7 0 0 1 2.45 1.4M7.9 13.75a3.4 3.4 0 0 1 4.2 0M10 16.5v.2';
export const chevronDownIcon = 'M5 7.75l5 5 5-5';
export const dotsIcon =
  'M4.75 9.6a.4.4 0 1 1 0 .8.4.4 0 0 1 0-.8M10 9.6a.4.4 0 1 1 0 .8.4.4 0 0 1 0-.8M15.25 9.6a.4.4 0 1 1 0 .8.4.4 0 0 1 0-.8';
export const sendIcon = 'M10 16V4.5M4.75 9.5L10 4.25l5.25 5.25';
export const chatIcon =
  'M3 9.5c0-3.3 3-5.75 7-5.75s7 2.45 7 5.75-3 5.75-7 5.75c-.9 0-1.8-.1-2.6-.35L4 16.25l.7-2.9C3.6 12.3 3 11 3 9.5Z';
