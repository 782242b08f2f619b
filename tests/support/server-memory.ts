/** Environment with which a server gives back what nobody uses when it is asked to, and may be asked for its memory. */
export const memoryEnv = (metricsToken: string): Record<string, string> => ({
  METRICS_TOKEN: metricsToken,
  NODE_OPTIONS: `--expose-gc --import=${new URL('collect.ts', import.meta.url)}`,
});

export interface Memory {
  /** Resident memory of the process, bytes. */
  resident: number;
  /** What its main thread's objects take, bytes. */
  heap: number;
}

/** The server as it says itself, whatever it has not given back yet. */
export async function memoryOf(origin: string, metricsToken: string): Promise<Memory> {
  const answer = await fetch(`${origin}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
  const text = await answer.text();
  const gauge = (name: string): number => Number(new RegExp(`^shopbell_${name}_bytes (\\S+)`, 'm').exec(text)?.[1]);
  return { resident: gauge('memory'), heap: gauge('heap') };
}

/** The same once nothing waits to be collected: the least of some readings. */
export const settledMemory = (origin: string, metricsToken: string, pid: number): Promise<Memory> =>
  leastOf(() => {
    process.kill(pid, 'SIGUSR2');
    return memoryOf(origin, metricsToken);
  });

/** The least of some readings, of each figure by itself. */
export async function leastOf<K extends string>(read: () => Promise<Record<K, number>>): Promise<Record<K, number>> {
  const least = await read();
  for (let n = 1; n < 6; n++) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    const now = await read();
    for (const name in least) least[name] = Math.min(least[name], now[name]);
  }
  return least;
}
