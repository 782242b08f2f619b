/**
 * Pages that keep copies of themselves (Turbo, for its way back) bring back an empty shell of the widget's element beside
 * the element itself.
 */
export function removeShells(): void {
  for (const other of document.querySelectorAll('shopbell-chat')) if (!other.shadowRoot) other.remove();
}
