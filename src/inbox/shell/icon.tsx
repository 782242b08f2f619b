import { Icon as Drawing } from '../../ui/icon.tsx';
import {
  archiveIcon,
  bagIcon,
  bellIcon,
  blockIcon,
  boltIcon,
  botIcon,
  checkIcon,
  chevronDownIcon,
  chevronLeftIcon,
  clockIcon,
  closeIcon,
  doneIcon,
  dotsIcon,
  doubleCheckIcon,
  emojiIcon,
  eyeIcon,
  fileIcon,
  fireIcon,
  imageIcon,
  inboxIcon,
  infoIcon,
  lockIcon,
  mailIcon,
  menuIcon,
  offlineIcon,
  retryIcon,
  searchIcon,
  signOutIcon,
  tagIcon,
  userIcon,
  warningIcon,
} from '../../ui/icons.ts';

/** Icons of the inbox by name; the ones that only it draws stand here. */
const ICONS = {
  archive: archiveIcon,
  bag: bagIcon,
  bell: bellIcon,
  block: blockIcon,
  bolt: boltIcon,
  bot: botIcon,
  check: checkIcon,
  'chevron-down': chevronDownIcon,
  'chevron-left': chevronLeftIcon,
  clock: clockIcon,
  close: closeIcon,
  copy: 'M9 7h5.5a2 2 0 0 1 2 2v5.5a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2ZM5.5 13H5a1.5 1.5 0 0 1-1.5-1.5V5A1.5 1.5 0 0 1 5 3.5h6.5A1.5 1.5 0 0 1 13 5v-.5',
  dots: dotsIcon,
  done: doneIcon,
  'double-check': doubleCheckIcon,
  down: 'M10 4v11.5M4.75 10.5L10 15.75l5.25-5.25',
  eye: eyeIcon,
  file: fileIcon,
  filter: 'M3.25 5.5h13.5M5.75 10h8.5M8.25 14.5h3.5',
  flame: fireIcon,
  gear: 'M10 7.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8M10 2.75v2M10 15.25v2M17.25 10h-2M4.75 10h-2M15.13 4.87l-1.42 1.42M6.29 13.71l-1.42 1.42M15.13 15.13l-1.42-1.42M6.29 6.29 4.87 4.87',
  image: imageIcon,
  inbox: inboxIcon,
  info: infoIcon,
  lock: lockIcon,
  mail: mailIcon,
  menu: menuIcon,
  offline: offlineIcon,
  retry: retryIcon,
  search: searchIcon,
  sign_out: signOutIcon,
  smile: emojiIcon,
  store:
    'M3.5 8.75V16h13V8.75M3 7.25l1.25-3.5h11.5L17 7.25c0 1.2-1 2-2.33 2s-2.34-.8-2.34-2c0 1.2-1 2-2.33 2s-2.33-.8-2.33-2c0 1.2-1 2-2.34 2S3 8.45 3 7.25ZM8 16v-3.75h4V16',
  swap: 'M4 7.25h11M12 4.25l3 3-3 3M16 12.75H5M8 9.75l-3 3 3 3',
  tag: tagIcon,
  template: 'M4.75 3.5h10.5v13H4.75ZM7.5 7h5M7.5 10h5M7.5 13h3',
  user: userIcon,
  users:
    'M7.5 4.1a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.8M2.25 16c.5-2.9 2.5-4.4 5.25-4.4s4.75 1.5 5.25 4.4M12.5 4.3a2.9 2.9 0 0 1 0 5.4M14.75 12.2c1.7.6 2.7 1.9 3 3.8',
  warning: warningIcon,
} as const;

export type IconName = keyof typeof ICONS;

/** A decoration; what it means stands beside it. `size` in px, 18 unless told. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return <Drawing path={ICONS[name]} size={size} />;
}

/** The half-filled ring of "In progress": the one icon with a filled part. */
export function ProgressIcon() {
  return (
    <svg class="sb-icon" viewBox="0 0 20 20" width={18} height={18} aria-hidden="true">
      <circle cx="10" cy="10" r="7" />
      <path class="sb-solid" d="M10 6a4 4 0 0 1 0 8Z" />
    </svg>
  );
}
