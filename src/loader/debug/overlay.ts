import { fill } from '../../ui/fill.ts';
import core from '../../ui/tokens-core.css?inline';
import looks from '../../ui/tokens-looks.css?inline';
import more from '../../ui/tokens-more.css?inline';
import { words } from '../locales/check-en.ts';
import type { OptionFindings } from './find-options.ts';
import type { Finding } from './finding.ts';
import css from './overlay.css?inline';

/** What the overlay shows. */
export interface Report {
  findings: Finding[];
  options: OptionFindings;
  /** The server is still being asked. */
  looking: boolean;
}

export interface Overlay {
  show(report: Report): void;
  remove(): void;
}

type Child = Node | string;

function make<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  name: string,
  ...inside: Child[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...inside);
  return element;
}

/** The report as somebody would send it: no value of an option that is secret is in it. */
export function reportText({ findings, options: { rows, refused } }: Report): string {
  return [
    `Shopbell: ${words.title}`,
    `${words.page}: ${location.origin}${location.pathname}`,
    ...findings.flatMap(({ name, mark, says, more = [] }) => [
      `[${words.marks[mark]}] ${name}: ${says}`,
      ...more.map((line) => `    ${line}`),
    ]),
    `${words.options}:`,
    ...refused.map((line) => `    ${line}`),
    ...rows.map(({ name, value, place }) => `    ${name} = ${value} (${words.places[place]})`),
  ].join('\n');
}

const SIGNS = { good: '✓', note: 'i', bad: '!' } as const;

function findingRow({ name, mark, says, more: details = [] }: Finding): HTMLElement {
  const sign = make('span', `mark mark--${mark}`, SIGNS[mark]);
  sign.role = 'img';
  sign.ariaLabel = words.marks[mark];
  const lines = details.map((line) => make('li', '', line));
  return make(
    'li',
    'finding',
    sign,
    make(
      'div',
      '',
      make('strong', '', name),
      make('p', '', says),
      ...(lines.length > 0 ? [make('ul', 'more', ...lines)] : []),
    ),
  );
}

function table(rows: OptionFindings['rows']): HTMLElement {
  const heads = [words.option, words.value, words.from].map((word) => {
    const head = make('th', '', word);
    head.scope = 'col';
    return head;
  });
  return make(
    'table',
    '',
    make('thead', '', make('tr', '', ...heads)),
    make(
      'tbody',
      '',
      ...rows.map(({ name, value, place }) =>
        make('tr', '', make('td', '', name), make('td', 'value', value), make('td', '', words.places[place])),
      ),
    ),
  );
}

function optionsPart({ rows, refused }: OptionFindings): HTMLElement[] {
  const written = rows.filter(({ place }) => place !== 'default');
  const defaults = rows.filter(({ place }) => place === 'default');
  const list = refused.map((says) => findingRow({ name: words.refusedOptions, mark: 'bad', says }));
  return [
    make('h2', '', words.options),
    ...(list.length > 0 ? [make('ul', 'findings', ...list)] : []),
    ...(written.length > 0 ? [table(written)] : []),
    make('details', '', make('summary', '', `${words.defaults} (${defaults.length})`), table(defaults)),
  ];
}

/**
 * The check on the page: an element with a shadow root of its own, at the other side than the launcher. It takes no focus
 * and stops nothing of the page.
 */
export function createOverlay({ again, close }: { again(): void; close(): void }): Overlay {
  const element = document.createElement('shopbell-check');
  const root = element.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [core, looks, more, css].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  const button = (label: string, name: string, act: () => void): HTMLButtonElement => {
    const made = make('button', name, label);
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  };
  const dismiss = button('×', 'close', close);
  dismiss.ariaLabel = words.close;
  const sum = make('p', 'sum');
  sum.role = 'status';
  const told = make('span', 'told');
  told.role = 'status';
  const body = make('div', 'body');
  // What scrolls has to be reached by the keyboard.
  body.tabIndex = 0;
  const head = make('header', '', make('h1', '', words.title), dismiss);
  const foot = make('footer', '', button(words.copy, 'main', copy), button(words.again, '', again), told);
  const panel = make('div', 'sb check', head, sum, body, foot);
  panel.role = 'dialog';
  panel.ariaLabel = words.title;
  panel.lang = 'en';
  panel.dir = 'ltr';
  panel.dataset.theme = matchMedia('(prefers-color-scheme:dark)').matches ? 'dark' : 'light';
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  });
  root.append(panel);
  document.body.append(element);
  let report: Report | undefined;

  function copy(): void {
    const text = report ? reportText(report) : '';
    told.textContent = '';
    // Pages without encryption have no clipboard.
    Promise.resolve(navigator.clipboard?.writeText(text) ?? Promise.reject(new Error(words.copyByHand))).then(
      () => {
        told.textContent = words.copied;
      },
      () => {
        const field = make('textarea', 'text');
        field.readOnly = true;
        field.value = text;
        field.ariaLabel = words.title;
        body.replaceChildren(field);
        field.select();
        field.focus();
        told.textContent = words.copyByHand;
      },
    );
  }

  return {
    remove: () => element.remove(),
    show(next) {
      report = next;
      const { findings, options, looking } = next;
      const bad = findings.filter(({ mark }) => mark === 'bad').map(({ name }) => name);
      if (options.refused.length > 0) bad.push(words.options);
      const fine = looking ? words.looking : words.fine;
      sum.textContent = bad.length > 0 ? fill(words.wrong, { names: bad.join(', ') }) : fine;
      sum.className = bad.length > 0 ? 'sum sum--bad' : 'sum';
      const open = body.querySelector('details')?.open;
      body.replaceChildren(make('ul', 'findings', ...findings.map(findingRow)), ...optionsPart(options));
      body.querySelector('details')!.open = !!open;
    },
  };
}
