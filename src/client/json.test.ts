import { afterEach, expect, it } from 'vitest';
import { toJson } from './json.ts';

/** Whatever a page's library has put there. */
const arrays = Array.prototype as { toJSON?: () => string };
const texts = String.prototype as { toJSON?: () => string };
afterEach(() => {
  delete arrays.toJSON;
  delete texts.toJSON;
});

it('[LO53] lists and texts are written as they are, whatever a library of the page makes of them', () => {
  const frame = { type: 'cart.report', lines: [{ id: '7', tags: ['a', 'b'], gone: undefined }], at: null };
  const plain = JSON.stringify(frame);
  expect(toJson(frame)).toBe(plain);
  expect(toJson([1, [2]])).toBe('[1,[2]]');
  arrays.toJSON = () => 'a list';
  texts.toJSON = () => '"a text"';
  expect(JSON.stringify(frame)).not.toBe(plain);
  expect(toJson(frame)).toBe(plain);
});
