/** Runs once the next picture is on the screen, so that it has not to wait for this; soon where nobody looks. */
export function afterPicture(run: () => void): void {
  if (document.hidden) setTimeout(run);
  else requestAnimationFrame(() => setTimeout(run));
}
