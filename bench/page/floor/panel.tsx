import { render } from 'preact';
import { useState } from 'preact/hooks';

const STYLES = `
.floor-panel {
  position: fixed;
  inset: auto 20px 96px auto;
  z-index: 2147480000;
  display: flex;
  flex-direction: column;
  width: 384px;
  height: min(704px, 100dvh - 116px);
  border-radius: 20px;
  background: #fff;
  color: #23201b;
  font: 14px/20px system-ui, sans-serif;
  box-shadow: 0 16px 32px -8px #231b0e40;
}
.floor-panel > * { margin: 0; padding: 16px; }
.floor-log { flex: 1; overflow: auto; }`;

/** A panel with nothing in it: a heading, room for a conversation, a field and a button. */
function Panel() {
  const [text, setText] = useState('');
  return (
    <section class="floor-panel" role="dialog" aria-label="Chat">
      <h2>Chat</h2>
      <div class="floor-log" role="log" />
      <form>
        <textarea rows={1} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        <button type="submit" disabled={!text}>
          Send
        </button>
      </form>
    </section>
  );
}

let place: HTMLElement | undefined;

export function toggle(body: HTMLElement): void {
  if (place) {
    place.hidden = !place.hidden;
    return;
  }
  const style = document.createElement('style');
  style.textContent = STYLES;
  document.head.append(style);
  place = document.createElement('div');
  body.append(place);
  render(<Panel />, place);
  place.querySelector('textarea')?.focus({ preventScroll: true });
}
