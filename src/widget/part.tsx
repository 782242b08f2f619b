import type { ComponentType, JSX } from 'preact';
import type { Chat } from './store.ts';
import type { Words } from './words.ts';

/** The files of parts, and the views that each exports beside its `css`. */
interface Files {
  cards: typeof import('./parts/cards.tsx');
  people: typeof import('./parts/people.ts');
  popovers: typeof import('./parts/popovers.ts');
  talk: typeof import('./parts/talk.ts');
}
/** What a view is told by who draws it; the rest is the same for all. */
type PropsOf<V> = V extends (props: infer P) => unknown ? Omit<P, 'chat' | 'words'> : never;
/** One set of properties for each view of each file. */
type PartProps = {
  [F in keyof Files]: {
    [V in keyof Files[F]['views']]: { chat: Chat; file: F; view: V } & PropsOf<Files[F]['views'][V]>;
  }[keyof Files[F]['views']];
}[keyof Files];
type Loaded = { views: Record<string, ComponentType<Record<string, unknown>>>; words: Words } | undefined;

/** What has come, or is on its way, of each chat. */
const known = new WeakMap<Chat, Map<string, Loaded>>();

/** Adds styles to a shadow root. */
export function addStyles(root: ShadowRoot, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

async function load(chat: Chat, file: string, pieces: Map<string, Loaded>): Promise<void> {
  pieces.set(file, undefined);
  try {
    const [part, words] = await Promise.all([chat.host.loadPart(`parts/${file}.js`), chat.allWords()]);
    const { css, views } = part as { css: string } & NonNullable<Loaded>;
    addStyles(chat.host.root, css);
    pieces.set(file, { views, words });
    chat.draw();
  } catch (error) {
    // The next drawing tries again.
    pieces.delete(file);
    chat.partFailed(error);
  }
}

/** A rarely used view, fetched when it is first drawn. Nothing stands in its place until then. */
export function Part({ chat, file, view, ...props }: PartProps): JSX.Element | null {
  const pieces = known.get(chat) ?? new Map<string, Loaded>();
  known.set(chat, pieces);
  if (!pieces.has(file)) void load(chat, file, pieces);
  const piece = pieces.get(file);
  const View = piece?.views[view];
  return View ? <View {...props} chat={chat} words={piece.words} /> : null;
}
