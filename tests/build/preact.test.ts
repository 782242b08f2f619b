import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { Window } from 'happy-dom';
import * as core from 'preact';
import * as hooks from 'preact/hooks';
import * as runtime from 'preact/jsx-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../tools/build/bundle.ts';
import { cutPreact, preactCuts } from '../../tools/build/preact-cuts.ts';
import { type Preact, play, STEPS } from '../support/draw-trees.ts';

const ENTRY = '\0preact';
const folder = mkdtempSync(join(tmpdir(), 'shopbell-preact-'));
const whole: Preact = { ...core, ...hooks, ...runtime };
let cut: Preact;

beforeAll(async () => {
  const window = new Window();
  Object.assign(globalThis, { document: window.document });
  const entry = {
    name: 'entry',
    resolveId: (id: string) => (id === ENTRY ? ENTRY : undefined),
    load: (id: string) =>
      id === ENTRY
        ? "export { render, options, Fragment } from 'preact';export * from 'preact/hooks';export { jsx } from 'preact/jsx-runtime';"
        : undefined,
  };
  const made = await bundle(
    { input: { cut: ENTRY }, plugins: [entry], preserveEntrySignatures: 'strict' },
    { format: 'es', entryFileNames: '[name].js' },
  );
  const file = join(folder, 'cut.mjs');
  writeFileSync(file, made.code.get('cut.js')!);
  cut = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Preact;
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the Preact of the widget', () => {
  it('[BU30] draws, keeps, moves and removes the same nodes as the whole of it, and runs the same hooks in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(STEPS, async (steps) => {
        expect(await play(cut, steps)).toEqual(await play(whole, steps));
      }),
      { numRuns: 120 },
    );
  });

  it('[BU31] is cut only where each stretch stands exactly once', () => {
    expect(cutPreact('abc', [['b', 'x', '']])).toBe('axc');
    expect(() => cutPreact('abcb', [['b', 'x', '']])).toThrow('2 times');
    expect(() => cutPreact('ac', [['b', 'x', '']])).toThrow('0 times');
  });

  it.each([
    '<p style={{ top: 0 }} />',
    '<p onClickCapture={f} />',
    '<div dangerouslySetInnerHTML={x} />',
    '<progress value={1} />',
    "import { Component, render } from 'preact';",
    "import { useContext } from 'preact/hooks';",
  ])('[BU32] does not build sources that use what was cut: %s', (source) => {
    const { transform } = preactCuts() as { transform(code: string, id: string): unknown };
    expect(() => transform(source, '/x/src/widget/a.tsx')).toThrow('cuts out');
    expect(transform('<p class="a" onClick={f} />', '/x/src/widget/a.tsx')).toBeUndefined();
  });
});
