import type { JSX } from 'preact';
import type { Choice } from '../protocol/content.ts';
import type { Chat } from './store.ts';
import type { ChatWords } from './words.ts';

/** Ready answers under the last message; choosing one says it. */
export function QuickReplies({
  chat,
  choices,
  words,
}: {
  chat: Chat;
  choices: readonly Choice[];
  words: ChatWords;
}): JSX.Element {
  return (
    <li>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields */}
      <div class="chips" role="group" aria-label={words.suggestions}>
        {choices.map((choice) => (
          <button type="button" class="chip" key={choice.value} onClick={() => chat.pick(choice)}>
            {choice.label}
          </button>
        ))}
      </div>
    </li>
  );
}
