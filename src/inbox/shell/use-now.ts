import { useEffect, useState } from 'preact/hooks';
import { useTools } from './context.ts';

const TICK_MS = 30_000;

/** The time, renewed twice a minute, so that "4 min" stays true. */
export function useNow(): number {
  const { now } = useTools();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now();
}
