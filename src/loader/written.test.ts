import { describe, expect, it } from 'vitest';
import { unfold } from './parts/unfold.ts';
import { gather } from './written.ts';

describe('options from several places', () => {
  it('[LO4] the later place wins, name by name', () => {
    const address = { country: 'CA', locale: 'fr' };
    const attributes = { country: 'GB' };
    expect(gather(address, attributes, { flowRef: 'RETURNS' })).toEqual({
      country: 'GB',
      locale: 'fr',
      flowRef: 'RETURNS',
    });
  });

  it.each(['cookie_ttl', 'cookie-ttl', 'cookieTtl', 'cookieTTL'])('[LO4] knows %s for cookieTTL', (name) => {
    expect(unfold(gather({ [name]: '7' }))).toEqual({ cookieTTL: '7' });
  });

  it('[LO4] an empty or missing value hides nothing', () => {
    const before = { clientId: '7', country: 'CA' };
    expect(gather(before, { clientId: '', country: undefined })).toEqual(before);
  });

  it('[LO4] reads objects that are written as JSON, and leaves what is none', () => {
    expect(unfold({ appearance: '{"radius":0}', position: 'top-left' })).toEqual({
      appearance: { radius: 0 },
      position: 'top-left',
    });
    expect(unfold({ appearance: '{radius' })).toEqual({ appearance: '{radius' });
  });
});
