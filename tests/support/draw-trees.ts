import fc from 'fast-check';
import type * as core from 'preact';
import type * as hooks from 'preact/hooks';
import type * as runtime from 'preact/jsx-runtime';

/** What is compared: the pieces of Preact that the widget and its parts import. */
export type Preact = Pick<typeof core, 'render' | 'options' | 'Fragment'> &
  Pick<typeof hooks, 'useState' | 'useReducer' | 'useRef' | 'useEffect' | 'useLayoutEffect' | 'useMemo' | 'useId'> &
  Pick<typeof runtime, 'jsx'>;

/** A tree as plain data, so that two implementations can draw the same one. */
type Tree =
  | null
  | boolean
  | number
  | string
  | { tag: string; key?: number; attributes: Record<string, unknown>; inside: Tree[] }
  | { part: keyof ReturnType<typeof partsOf>; key?: number; value: number; inside: Tree[] };

/** One thing that happens: another tree is drawn, somebody clicks or types, a component changes its own state. */
export type Step = { draw: Tree[] } | { click: number } | { type: number } | { bump: number };

const TAGS = ['div', 'p', 'ul', 'li', 'button', 'input', 'textarea', 'img', 'svg', 'path', 'span', 'form'];
const PARTS = ['Plain', 'Fragment', 'Counter', 'Effects', 'Layout', 'Marker', 'Same', 'Reducer', 'Boom'] as const;

const optional = (...values: unknown[]): fc.Arbitrary<unknown> => fc.constantFrom(undefined, null, ...values);
const attributes = fc.record(
  {
    class: optional('a', 'b', ''),
    title: optional('t', 0),
    hidden: optional(true, false),
    tabIndex: optional(0, -1),
    disabled: optional(true, false),
    role: optional('list', 'log'),
    width: optional(20, '3'),
    value: optional('v', 'w', ''),
    checked: optional(true, false),
    defaultValue: optional('d'),
    viewBox: optional('0 0 1 1'),
    'aria-label': optional('x', false, true),
    'data-x': optional('1', false),
    onClick: optional('one', 'two'),
    onInput: optional('one'),
    onKeyDown: optional('one'),
    ref: optional('object', 'function'),
  },
  { requiredKeys: [] },
);
const key = fc.option(fc.nat(6), { nil: undefined });
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom<Tree>(null, false, true, 0, 7, '', 'text', 'more'),
    fc.record({
      tag: fc.constantFrom(...TAGS),
      key,
      attributes,
      inside: fc.array(tie('tree'), { maxLength: 5 }),
    }),
    fc.record({
      part: fc.constantFrom(...PARTS, ...PARTS.slice(0, 5)),
      key,
      value: fc.nat(3),
      inside: fc.array(tie('tree'), { maxLength: 4 }),
    }),
  ) as fc.Arbitrary<Tree>,
}));
const at = fc.nat(12);

/** Children that are the same ones each time, by their keys, in another order and not all of them. */
const keyed: fc.Arbitrary<Tree[]> = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]).chain((keys) =>
  fc.tuple(
    ...keys.map((one) => {
      const inside = fc.array(tree, { maxLength: 2 });
      return one % 3 === 0
        ? fc.record({ part: fc.constant(PARTS[one / 3]!), key: fc.constant(one), value: fc.nat(3), inside })
        : fc.record({ tag: fc.constant(TAGS[one]!), key: fc.constant(one), attributes, inside });
    }),
  ),
);
const list = fc.record({ tag: fc.constant('ul'), attributes: fc.constant({}), inside: keyed });
const drawn = fc.oneof(fc.array(tree, { maxLength: 6 }), keyed, fc.tuple(list), fc.tuple(tree, list, tree));

export const STEPS: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ draw: drawn }) },
    { weight: 2, arbitrary: fc.record({ click: at }) },
    { weight: 1, arbitrary: fc.record({ type: at }) },
    { weight: 2, arbitrary: fc.record({ bump: at }) },
  ),
  { minLength: 2, maxLength: 8 },
);

interface Told {
  value: number;
  children?: unknown;
}

/** Components that use each hook, and write down when what runs. */
function partsOf(preact: Preact, say: (words: string) => void, bumps: Set<() => void>) {
  const { useState, useReducer, useRef, useEffect, useLayoutEffect, useMemo, useId, jsx, Fragment } = preact;
  const wrap = (tag: string, more: object, children: unknown) => jsx(tag, { ...more, children } as never);
  const bumped = (run: () => void): void =>
    useEffect(() => {
      bumps.add(run);
      return () => void bumps.delete(run);
    });
  return {
    Fragment,
    Plain: ({ value, children }: Told) => (value === 3 ? children : wrap('b', { title: value }, children)),
    Counter({ value, children }: Told) {
      const [count, setCount] = useState(value);
      say(`counter ${count}`);
      bumped(() => {
        setCount((now) => now + 1);
        // There and back again: nothing is drawn.
        if (value % 2) setCount((now) => now - 1);
      });
      return wrap('i', { onClick: () => setCount(count + 1), 'data-count': count }, [count, children]);
    },
    Reducer({ value, children }: Told) {
      const [state, act] = useReducer((now: number, add: number) => (now + add) % 3, value);
      say(`reducer ${state}`);
      bumped(() => act(value));
      return [state, state === 1 ? null : children];
    },
    Effects({ value, children }: Told) {
      useEffect(() => {
        say(`effect ${value}`);
        return () => say(`effect ${value} ends`);
      }, [value]);
      return children;
    },
    Layout({ value, children }: Told) {
      const [wide, setWide] = useState(false);
      const ref = useRef<{ tagName: string } | null>(null);
      useLayoutEffect(() => {
        say(`layout ${value} ${ref.current?.tagName}`);
        if (value === 1) setWide(true);
        return () => say(`layout ${value} ends`);
      }, [value]);
      return wrap(value === 2 ? 'u' : 's', { ref, 'data-wide': wide }, children);
    },
    Marker: ({ children }: Told) => wrap('em', { id: useId() }, children),
    // The same node as last time is not looked at again.
    Same: ({ value }: Told) => useMemo(() => wrap('q', { title: value }, value), [value]),
    Boom({ value, children }: Told) {
      if (value === 2) throw new Error('boom');
      return children;
    },
  };
}

/** Plays the steps in a place of their own. @returns all that could be seen after each of them, and what ran meanwhile */
export async function play(preact: Preact, steps: Step[]): Promise<string[]> {
  const told: string[] = [];
  const say = (words: string): void => void told.push(words);
  const place = document.createElement('div');
  document.body.append(place);
  const frames: (() => void)[] = [];
  const bumps = new Set<() => void>();
  const numbers = new Map<Node, number>();
  const parts = partsOf(preact, say, bumps);
  const handlers: Record<string, (event: Event) => void> = {
    one: ({ type }) => say(`one ${type}`),
    two: ({ type }) => say(`two ${type}`),
  };
  const refs: Record<string, unknown> = {
    object: { current: null },
    function: (element: Element | null) => say(`ref ${element?.tagName}`),
  };
  preact.options.requestAnimationFrame = (run) => void frames.push(run);

  const jsx = preact.jsx as (type: unknown, props: object, key?: unknown) => unknown;
  const vnodeOf = (tree: Tree): unknown => {
    if (!tree || typeof tree !== 'object') return tree;
    const children = childrenOf(tree.inside);
    if ('part' in tree) return jsx(parts[tree.part], { value: tree.value, children }, tree.key);
    const props: Record<string, unknown> = { ...tree.attributes, children };
    for (const name of ['onClick', 'onInput', 'onKeyDown']) if (props[name]) props[name] = handlers[`${props[name]}`];
    if (props.ref) props.ref = refs[`${props.ref}`];
    return jsx(tree.tag, props, tree.key);
  };
  /** Two siblings with one key are nobody's. */
  function childrenOf(trees: Tree[]): unknown[] {
    const seen = new Set<number>();
    return trees.map((tree) => {
      if (!tree || typeof tree !== 'object' || tree.key === undefined) return vnodeOf(tree);
      const known = seen.has(tree.key);
      seen.add(tree.key);
      return vnodeOf(known ? { ...tree, key: undefined } : tree);
    });
  }
  /** What stands there, with numbers for the nodes: the same number is the same node as before. */
  function picture(node: Node): string {
    if (!numbers.has(node)) numbers.set(node, numbers.size);
    const { value, checked, tabIndex } = node as HTMLInputElement;
    const name =
      node.nodeType === 3
        ? JSON.stringify(node.nodeValue)
        : `${(node as Element).localName}/${(node as Element).namespaceURI?.at(-1)}`;
    const own = node.nodeType === 3 ? '' : ` ${outer(node as Element)}`;
    return `${numbers.get(node)}${name}${own}[${value},${checked},${tabIndex}](${[...node.childNodes].map(picture).join()})`;
  }
  const outer = (element: Element): string =>
    [...element.attributes].map((one) => `${one.name}=${one.value}`).join(' ');
  const guarded = (run: () => void): void => {
    try {
      run();
    } catch (error) {
      say(`threw ${error}`);
    }
  };
  async function settle(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      await Promise.resolve();
      for (const run of frames.splice(0)) guarded(run);
    }
  }
  const nth = <T>(all: Iterable<T>, index: number): T | undefined => {
    const list = [...all];
    return list[index % Math.max(1, list.length)];
  };

  // What is drawn later is drawn in a microtask: an error there would be nobody's.
  const { queueMicrotask } = globalThis;
  globalThis.queueMicrotask = (run) => queueMicrotask(() => guarded(run));
  try {
    for (const step of steps) {
      if ('draw' in step) guarded(() => preact.render(childrenOf(step.draw) as never, place));
      else if ('click' in step) nth(place.querySelectorAll('*'), step.click)?.dispatchEvent(event('click'));
      else if ('type' in step) {
        const field = nth(place.querySelectorAll('input,textarea'), step.type) as HTMLInputElement | undefined;
        if (field) field.value = 'typed';
        field?.dispatchEvent(event('input'));
      } else guarded(() => nth(bumps, step.bump)?.());
      await settle();
      say(picture(place));
    }
    guarded(() => preact.render(null, place));
    await settle();
    say(picture(place));
  } finally {
    globalThis.queueMicrotask = queueMicrotask;
  }
  place.remove();
  return told;
}

/** An event of the document's own window. */
function event(name: string): Event {
  const View = document.defaultView as unknown as { Event: typeof Event };
  return new View.Event(name, { bubbles: true });
}
