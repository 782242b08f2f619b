import { ring } from './panel-icons.ts';

/**
 * Icons as path data on a 20-unit grid, drawn as 1.6-unit lines with round ends by `Icon`. One constant an icon, so that a
 * bundle holds those it draws. A dot is a line of no length.
 */
export {
  checkIcon,
  chevronDownIcon,
  clockIcon,
  dotsIcon,
  doubleCheckIcon,
  emojiIcon,
  sendIcon,
} from './panel-icons.ts';

export const warningIcon = `${ring}M10 6.25v4.25M10 13.5v.2`;
export const offlineIcon =
  'M3 3l14 14M2.5 7.75a11 11 0 0 1 3.5-2.25M8.7 4.75a11 11 0 0 1 8.8 3M5.25 11a7 7 0 0 1 3-1.75M12.3 9.6a7 7 0 0 1 2.45 1.4M7.9 13.75a3.4 3.4 0 0 1 4.2 0M10 16.5v.2';
export const chatIcon =
  'M3 9.5c0-3.3 3-5.75 7-5.75s7 2.45 7 5.75-3 5.75-7 5.75c-.9 0-1.8-.1-2.6-.35L4 16.25l.7-2.9C3.6 12.3 3 11 3 9.5Z';
export const closeIcon = 'M5.5 5.5l9 9M14.5 5.5l-9 9';
export const chevronRightIcon = 'M7.75 5l5 5-5 5';
export const chevronLeftIcon = 'M12.25 5l-5 5 5 5';
export const doneIcon = `${ring}M6.9 10.2l2.2 2.2 4-4.4`;
export const infoIcon = `${ring}M10 9.5v4.25M10 6.3v.2`;
export const retryIcon = 'M15.75 8A6.25 6.25 0 1 0 16 11.5M16.25 4v4.25H12';
export const tagIcon =
  'M3 9.4V4a1 1 0 0 1 1-1h5.4a1 1 0 0 1 .7.3l6.4 6.4a1 1 0 0 1 0 1.4l-5.4 5.4a1 1 0 0 1-1.4 0L3.3 10.1a1 1 0 0 1-.3-.7ZM6.6 6.5v.2';
export const truckIcon =
  'M4.35 14.5H2.5V5.25h8.75v9.25H7.65M11.25 8.25h3.25l3 3v3.25h-1.6M12.6 14.5h-1.35M6 13.1a1.65 1.65 0 1 1 0 3.3 1.65 1.65 0 0 1 0-3.3M14.25 13.1a1.65 1.65 0 1 1 0 3.3 1.65 1.65 0 0 1 0-3.3';
export const packageIcon =
  'M10 2.75l6.25 3.5v7.5L10 17.25l-6.25-3.5v-7.5ZM3.9 6.35L10 9.75l6.1-3.4M10 9.75v7.4M6.8 4.6L13 8.1';
export const bagIcon = 'M4.75 6.75h10.5l.9 9a1 1 0 0 1-1 1.1H4.85a1 1 0 0 1-1-1.1ZM7 8.75V6a3 3 0 0 1 6 0v2.75';
export const searchIcon = 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M13.25 13.25L17 17';
export const userIcon =
  'M10 3.5a3.25 3.25 0 1 1 0 6.5 3.25 3.25 0 0 1 0-6.5M3.75 16.5c.6-3.2 3.1-4.9 6.25-4.9s5.65 1.7 6.25 4.9';
export const assignIcon =
  'M8 4a3 3 0 1 1 0 6 3 3 0 0 1 0-6M2.25 16.25c.5-2.9 2.7-4.5 5.75-4.5s5.25 1.6 5.75 4.5M15.5 7v5M13 9.5h5';
export const archiveIcon =
  'M3.75 4h12.5a1 1 0 0 1 1 1v1.75a1 1 0 0 1-1 1H3.75a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1ZM4 7.75v7.05A1.2 1.2 0 0 0 5.2 16h9.6a1.2 1.2 0 0 0 1.2-1.2V7.75M8.25 11h3.5';
export const fireIcon =
  'M10.3 2.75c.5 2.7 4.7 4.4 4.7 8.7a5 5 0 0 1-10 0c0-2 1-3.5 2.3-4.5.1 1.4.7 2.2 1.5 2.5-.2-2.7.3-5 1.5-6.7Z';
export const noteIcon =
  'M5 3.25h10a1.5 1.5 0 0 1 1.5 1.5v7.5l-4.25 4.5H5a1.5 1.5 0 0 1-1.5-1.5V4.75A1.5 1.5 0 0 1 5 3.25ZM12.25 16.5v-4.25h4M6.75 7h6.5M6.75 10.25h3';
export const imageIcon =
  'M4.75 3.75h10.5a2 2 0 0 1 2 2v8.5a2 2 0 0 1-2 2H4.75a2 2 0 0 1-2-2v-8.5a2 2 0 0 1 2-2ZM7 6.75a1.25 1.25 0 1 1 0 2.5 1.25 1.25 0 0 1 0-2.5M3.25 14.5l4-3.75 3 2.75 3-3.25L17 14';
export const fileIcon =
  'M11.5 2.75H6a1.5 1.5 0 0 0-1.5 1.5v11.5a1.5 1.5 0 0 0 1.5 1.5h8a1.5 1.5 0 0 0 1.5-1.5v-9ZM11.5 2.75v4h4';
export const inboxIcon =
  'M3 11.5l2.1-6.6a1.2 1.2 0 0 1 1.15-.85h7.5a1.2 1.2 0 0 1 1.15.85L17 11.5v3.3a1.2 1.2 0 0 1-1.2 1.2H4.2A1.2 1.2 0 0 1 3 14.8ZM3.25 11.5h3.5c.4 1.5 1.5 2.4 3.25 2.4s2.85-.9 3.25-2.4h3.5';
export const progressIcon = `${ring}M10 6.25a3.75 3.75 0 0 1 0 7.5`;
export const botIcon =
  'M6.25 6.5h7.5a3 3 0 0 1 3 3V13a3 3 0 0 1-3 3h-7.5a3 3 0 0 1-3-3V9.5a3 3 0 0 1 3-3ZM10 6.5V3M7.4 10.25v1.5M12.6 10.25v1.5';
export const mailIcon =
  'M4.5 4.25h11a2 2 0 0 1 2 2v7.5a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2v-7.5a2 2 0 0 1 2-2ZM3 5.5l7 5.25 7-5.25';
export const globeIcon = `${ring}M2.9 10h14.2M10 2.75c4 4.3 4 10.2 0 14.5-4-4.3-4-10.2 0-14.5`;
export const eyeIcon =
  'M2.25 10C3.9 6.7 6.7 5 10 5s6.1 1.7 7.75 5C16.1 13.3 13.3 15 10 15s-6.1-1.7-7.75-5ZM10 7.75a2.25 2.25 0 1 1 0 4.5 2.25 2.25 0 0 1 0-4.5';
export const pencilIcon =
  'M4 13.25l8.9-8.9a1.5 1.5 0 0 1 2.1 0l.65.65a1.5 1.5 0 0 1 0 2.1L6.75 16l-3.25.5ZM11.5 5.75l2.75 2.75';
export const boltIcon = 'M11 2.75L4.5 11.25h5l-.5 6 6.5-8.5h-5Z';
export const plusIcon = 'M10 4.25v11.5M4.25 10h11.5';
export const externalIcon =
  'M11.25 3.75h5v5M16 4l-7 7M8.25 4.75h-3a1.5 1.5 0 0 0-1.5 1.5v8.5a1.5 1.5 0 0 0 1.5 1.5h8.5a1.5 1.5 0 0 0 1.5-1.5v-3';
export const lockIcon =
  'M6.25 8.75h7.5a2 2 0 0 1 2 2v3.75a2 2 0 0 1-2 2h-7.5a2 2 0 0 1-2-2v-3.75a2 2 0 0 1 2-2ZM6.75 8.5V6.25a3.25 3.25 0 0 1 6.5 0V8.5';
export const blockIcon = `${ring}M4.9 4.9l10.2 10.2`;
export const menuIcon = 'M3.25 6h13.5M3.25 10h13.5M3.25 14h13.5';
export const bellIcon =
  'M10 3.25c-3 0-4.75 2.2-4.75 5v3.5L4 13.5h12l-1.25-1.75v-3.5c0-2.8-1.75-5-4.75-5ZM8.25 16.25a1.9 1.9 0 0 0 3.5 0';
export const sunIcon =
  'M10 6.75a3.25 3.25 0 1 1 0 6.5 3.25 3.25 0 0 1 0-6.5M10 2.5v1.75M10 15.75v1.75M2.5 10h1.75M15.75 10h1.75M4.7 4.7l1.2 1.2M14.1 14.1l1.2 1.2M4.7 15.3l1.2-1.2M14.1 5.9l1.2-1.2';
export const moonIcon = 'M16.5 11.75A6.75 6.75 0 0 1 8.25 3.5a6.75 6.75 0 1 0 8.25 8.25Z';
export const signOutIcon = 'M8 3.5H5A1.5 1.5 0 0 0 3.5 5v10A1.5 1.5 0 0 0 5 16.5h3M8.5 10H17M13.5 6.5L17 10l-3.5 3.5';
