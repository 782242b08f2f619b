import type { JSX } from 'preact';
import { splitLinks } from './links.ts';

/** A message's text: line breaks are kept, web addresses can be opened, nothing else means anything. */
export function RichText({ text }: { text: string }): JSX.Element {
  return (
    <span class="sb-text" dir="auto">
      {splitLinks(text).map((part, index) =>
        typeof part === 'string' ? (
          part
        ) : (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.href}
          </a>
        ),
      )}
    </span>
  );
}
