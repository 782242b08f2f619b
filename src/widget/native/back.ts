/**
 * [NA24] What "back" closes in the chat: a picture at full size, a menu, the emoji.
 * @returns false when there was nothing
 */
export function closeTop(page: Document): boolean {
  const root = page.querySelector('shopbell-chat')?.shadowRoot;
  const picture = root?.querySelector<HTMLDialogElement>('dialog[open]');
  if (picture) {
    picture.close();
    return true;
  }
  const popover = root?.querySelector('.pop');
  popover?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
  return !!popover;
}
