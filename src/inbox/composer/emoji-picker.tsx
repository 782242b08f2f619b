import { useEffect, useRef } from 'preact/hooks';

const EMOJI = [
  ...['😊', '😀', '😉', '😍', '🤗', '😅', '🙂', '😢'],
  ...['👍', '👋', '🙏', '👏', '💪', '👌', '🤝', '🙌'],
  ...['❤️', '✨', '🎉', '🎁', '🌿', '☀️', '⭐', '🔥'],
  ...['📦', '🚚', '🛍️', '💳', '🏷️', '📧', '⏰', '✅'],
] as const;
const PER_LINE = 8;

/** A small grid of emoji; arrow keys move in it. */
export function EmojiPicker({ onPick }: { onPick(emoji: string): void }) {
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => grid.current?.querySelector('button')?.focus(), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it have the focus, this only moves it
    <div
      ref={grid}
      class="emoji"
      role="presentation"
      onKeyDown={(event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: PER_LINE, ArrowUp: -PER_LINE }[event.key];
        const buttons = [...event.currentTarget.querySelectorAll('button')];
        const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
        const next = step === undefined ? undefined : buttons[at + step];
        if (step === undefined) return;
        event.preventDefault();
        next?.focus();
      }}
    >
      {EMOJI.map((emoji, index) => (
        <button key={emoji} type="button" tabIndex={index === 0 ? 0 : -1} onClick={() => onPick(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  );
}
