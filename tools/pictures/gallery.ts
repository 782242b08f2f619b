import { globSync } from 'node:fs';
import { fromRoot } from '../build/paths.ts';
import { LOOKS, nameOf } from './camera.ts';

/** What each state is, in the order of a visit. */
const STATES: Record<string, string> = {
  launcher: 'The launcher',
  'launcher-hover': 'The launcher under the pointer',
  'launcher-focus': 'The launcher with the keyboard’s focus',
  'launcher-label': 'The launcher with a text',
  'launcher-unread': 'A message has come while the panel was closed',
  teaser: 'The greeting',
  welcome: 'The panel before the first words',
  products: 'The assistant shows products',
  'products-added': 'A product is in the cart',
  order: 'Where an order is',
  discount: 'A discount code',
  'discount-applied': 'The code is applied, and says what is saved',
  'discount-refused': 'The shop’s cart does not take the code',
  'products-failed': 'A product could not be added',
  email: 'A person is wanted: where should they reply?',
  'email-saved': 'The address is saved',
  person: 'A person has come',
  typing: 'The person is typing',
  photo: 'A photo, and a message that was read',
  'photo-open': 'The photo at full size',
  new: 'What came while the panel was closed',
  newer: 'Something new stands below',
  closed: 'The conversation is closed, a rating is asked for',
  rating: 'A rating is chosen',
  thanks: 'Thank you',
  away: 'Outside the shop’s hours',
  'away-person': 'A person is wanted outside the shop’s hours',
  unavailable: 'A person is wanted in a shop that fetches none',
  blocked: 'A shopper who is blocked',
  sending: 'A message is on its way',
  failed: 'A message was refused',
  offline: 'Without a connection',
  reconnecting: 'The connection comes back',
  'composer-lines': 'Several lines',
  'composer-count': 'The text is nearly too long',
  'composer-too-long': 'The text is too long',
  emoji: 'Emoji',
  menu: 'More options',
  german: 'In German',
  'long-words': 'Words and addresses without an end',
  'right-to-left': 'In Arabic, from right to left',
  'right-to-left-order': 'Where an order is, from right to left',
  'forced-colors': 'In the colours that a reader has chosen',
  inbox: 'The same conversation in the team’s inbox',
};

/** The page that shows the pictures that there are, by state. */
export function gallery(): string {
  const there = new Set(globSync('*.png', { cwd: fromRoot('docs/pictures') }));
  const rows = Object.entries(STATES).map(([state, what]) => {
    const cells = LOOKS.map((look) => {
      const file = `${nameOf(state, look)}.png`;
      return there.has(file) ? `<img src="${file}" alt="${what}" width="220">` : '–';
    });
    return `| ${what} | ${cells.join(' | ')} |`;
  });
  return `# Pictures

Every state of the widget, made from the running product by \`npm run pictures\`, which also writes this page.

| state | desktop, light | desktop, dark | phone, light | phone, dark |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
