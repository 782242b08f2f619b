import { readFileSync } from 'node:fs';

/** The texts of a file of messages, one JSON object `{n, locale, text}` a line, in order. */
export function readMessages(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line, index) => {
    const message: unknown = JSON.parse(line);
    if (typeof message !== 'object' || message === null || !('text' in message) || typeof message.text !== 'string') {
      throw new Error(`${file}:${index + 1}: a line is an object with a text`);
    }
    return message.text;
  });
}

const PIECES = [
  'where is my order',
  'Größe?',
  '  spaces  ',
  '\n',
  '\t',
  '😀',
  '👩🏽‍🚀',
  '🇫🇷',
  'e\u0301',
  'שלום',
  'مرحبا',
  '你好',
  'ありがとう',
  '한국어',
  'नमस्ते',
  '\u200b',
  '\u202e',
  '\u0007',
  '<b>&amp;</b>',
  '"quoted"',
  '\\',
  '{{name}}',
  "'; DROP TABLE entries; --",
  '𝔘𝔫𝔦',
  '１２３',
  '¿qué?',
  'null',
];

/** Texts like those that shoppers type and a few that they had better not, from a seed; each is different. */
export function generateMessages(count: number, random: () => number): string[] {
  return Array.from({ length: count }, (_, index) => {
    if (index % 97 === 5) return `${index}:${'x'.repeat(4000 - String(index).length - 1)}`;
    const pieces = Array.from(
      { length: 1 + Math.floor(random() * 8) },
      () => PIECES[Math.floor(random() * PIECES.length)],
    );
    return `${pieces.join(random() < 0.7 ? ' ' : '')}#${index}`;
  });
}
