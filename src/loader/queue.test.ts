import { describe, expect, it, vi } from 'vitest';
import { takeOver } from './queue.ts';

interface Page {
  Shopbell?: unknown;
}
const stub = () => {
  const queue: unknown[][] = [];
  return Object.assign((...command: unknown[]) => void queue.push(command), { q: queue });
};

function load(page: Page) {
  const run = vi.fn((verb: string, ..._args: unknown[]): unknown => `ran ${verb}`);
  const make = vi.fn((_undo: () => void) => run);
  takeOver(page as Record<string, unknown>, 'Shopbell', make);
  return { run, make, undo: make.mock.calls[0]?.[0] };
}

describe('taking over the queue', () => {
  it('[LO1] runs what waits, in order, and answers from then on', () => {
    const waiting = stub();
    waiting('on', 'ready');
    waiting('init', { shop: 'demo' });
    const page: Page = { Shopbell: waiting };
    const { run } = load(page);
    expect(run.mock.calls).toEqual([
      ['on', 'ready'],
      ['init', { shop: 'demo' }],
    ]);
    expect((page.Shopbell as (verb: string) => unknown)('open')).toBe('ran open');
  });

  it('[LO1] keeps stubs working that the page or a tag manager has kept', () => {
    const waiting = stub();
    const { run } = load({ Shopbell: waiting });
    waiting('open');
    expect(run).toHaveBeenCalledExactlyOnceWith('open');
  });

  it('[LO1] takes the arguments objects that stubs push', () => {
    const page: Page = {};
    function old(..._command: unknown[]) {
      // biome-ignore lint/complexity/noArguments: this is what pages have.
      old.q.push(arguments);
    }
    old.q = [] as IArguments[];
    page.Shopbell = old;
    old('send', 'Hello');
    const { run } = load(page);
    old('open');
    expect(run.mock.calls).toEqual([['send', 'Hello'], ['open']]);
  });

  it('[LO2] loads once, however often its script stands on the page', () => {
    const page: Page = {};
    load(page);
    const { make } = load(page);
    expect(make).not.toHaveBeenCalled();
  });

  it.each([
    ['an empty object', {}, 0],
    ['an array', [['open']], 1],
    ['an object with a queue', { q: [['open']] }, 1],
    ['nothing', undefined, 0],
    ['text', 'Shopbell', 0],
  ])('[LO2] replaces %s that stands in its place, and keeps its commands', (_, placeholder, commands) => {
    const page: Page = { Shopbell: placeholder };
    const { run } = load(page);
    expect(run).toHaveBeenCalledTimes(commands);
    expect(page.Shopbell).toBeTypeOf('function');
  });

  it('[LO3] leaves no global behind when it is undone', () => {
    const page: Page = {};
    load(page).undo?.();
    expect('Shopbell' in page).toBe(false);
  });
});
