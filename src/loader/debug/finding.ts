/** `good`: as it should be. `note`: may be meant so. `bad`: keeps the chat from working. */
export type Mark = 'good' | 'note' | 'bad';

/** One thing that was looked at. */
export interface Finding {
  name: string;
  mark: Mark;
  /** In a sentence. */
  says: string;
  /** Details, one a line. */
  more?: string[];
}
