/** A note on the desktop, when the browser was allowed to show them. A later one of the same `tag` takes its place. */
export function desktopNotify(title: string, body: string, tag: string, onClick: () => void): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  const notification = new Notification(title, { body, tag });
  notification.addEventListener('click', () => {
    window.focus();
    notification.close();
    onClick();
  });
}
