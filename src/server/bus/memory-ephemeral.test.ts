import { ephemeralContract } from './ephemeral.contract.ts';
import { createMemoryEphemeral } from './memory-ephemeral.ts';

ephemeralContract('memory', async () => {
  let now = 1_000_000;
  const ephemeral = createMemoryEphemeral({ clock: () => now });
  return {
    ephemeral,
    pass: async (ms) => {
      now += ms;
    },
  };
});
