import type { WireEntry } from '../protocol/entries.ts';
import { nameOf } from './thread-model.ts';
import type { ChatWords } from './words.ts';

/** The conversation as plain text, a line a message: time, speaker, words. */
export function transcript(entries: readonly WireEntry[], locale: string, words: ChatWords): string {
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });
  const lines: string[] = [];
  for (const entry of entries) {
    const said =
      entry.kind === 'choice.picked'
        ? entry.label
        : entry.kind === 'message.sent' && 'text' in entry.content
          ? entry.content.text
          : undefined;
    if (said) lines.push(`${when.format(entry.at)} ${nameOf(entry.by, words)}: ${said}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Hands the conversation to the browser as a text file. */
export function saveTranscript(entries: readonly WireEntry[], locale: string, words: ChatWords): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([transcript(entries, locale, words)], { type: 'text/plain' }));
  link.download = 'chat.txt';
  link.click();
  URL.revokeObjectURL(link.href);
}
