type Hear = (pushed: unknown) => void;
interface Watch {
  hearers: Set<Hear>;
  leave(): void;
}

/** One function stands in for the `push` of a layer, however many hear of it. */
const watches = new WeakMap<unknown[], Watch>();

/**
 * Hears what is pushed to a data layer from now on. Others may have put a function of their own there: it goes first, and what
 * it answers is answered. When the last one leaves, the layer has the `push` from before again.
 */
export function watchLayer(layer: unknown[], hear: Hear, signal: AbortSignal): void {
  const watch = watches.get(layer) ?? standIn(layer);
  watches.set(layer, watch);
  watch.hearers.add(hear);
  signal.addEventListener('abort', () => {
    watch.hearers.delete(hear);
    if (watch.hearers.size > 0) return;
    watch.leave();
    watches.delete(layer);
  });
}

function standIn(layer: unknown[]): Watch {
  const hearers = new Set<Hear>();
  const own = Object.hasOwn(layer, 'push');
  const before = layer.push;
  const watching = (...pushed: unknown[]): number => {
    const length = before.apply(layer, pushed);
    for (const one of pushed) for (const hear of [...hearers]) hear(one);
    return length;
  };
  Object.defineProperty(layer, 'push', { value: watching, writable: true, configurable: true, enumerable: own });
  return {
    hearers,
    leave() {
      if (layer.push !== watching) return;
      if (own) layer.push = before;
      else Reflect.deleteProperty(layer, 'push');
    },
  };
}
