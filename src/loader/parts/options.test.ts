// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { explain } from './explain.ts';
import { readOptions } from './options.ts';

const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
const verified = vi.fn(async () => ({ explain }));
/** No settings of a shop. */
const NONE = new Error('none');
const said = () => warn.mock.calls.map(([text]) => `${text}`);

beforeEach(() => {
  warn.mockClear();
  document.body.replaceChildren();
});
afterEach(() => vi.clearAllMocks());

function install(attributes: Record<string, string>): void {
  const element = document.createElement('div');
  element.id = 'hdAttributes';
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
}

describe('the options of a page', () => {
  it('[LO4] come from init, then data attributes, then the address, then the older element', () => {
    install({ country: 'FR', ref: 'OLD', widget_state: 'close', delay_close: '5', external_id: '7', class: 'x' });
    const options = readOptions(
      {
        found: NONE,
        query: '?shop=demo&country=CA&flow_ref=ADDRESS',
        data: { country: 'DE', shop: 'demo' },
        given: { country: 'GB' },
      },
      verified,
    );
    expect(options).toMatchObject({
      shop: 'demo',
      country: 'GB',
      flowRef: 'ADDRESS',
      widgetState: 'close',
      closeDelay: 5,
      clientId: '7',
    });
    expect(said()).toEqual([]);
  });

  it('[LO4] reads every attribute of the older element', () => {
    install({
      external_id: '7',
      country: 'uk',
      ref: 'A::B',
      widget_state: 'chat',
      delay_close: '3',
      minimizable: 'false',
      cookie_ttl: '30',
      cookie_consent: '3',
      welcome_message: 'Hello',
    });
    expect(readOptions({ found: NONE, query: '', data: {}, given: { shop: 'demo' } }, verified)).toMatchObject({
      clientId: '7',
      country: 'GB',
      flowRef: 'A::B',
      widgetState: 'chat',
      closeDelay: 3,
      minimizable: false,
      cookieTTL: 30,
      cookieConsent: 3,
      welcomeMessage: 'Hello',
    });
  });

  it('[HP21] takes nothing else of it for an option', () => {
    install({ class: 'a_b', hidden: '', style: 'top:0', 'data-a_b': '1', '_ngcontent-abc-1': '', 'aria-label': 'x' });
    expect(readOptions({ found: NONE, query: '', data: {}, given: { shop: 'demo' } }, verified).shop).toBe('demo');
    expect(verified).not.toHaveBeenCalled();
  });

  it('[HP21] names what looks like an option and is none', async () => {
    install({ widget_colour: 'red' });
    readOptions({ found: NONE, query: '', data: {}, given: { shop: 'demo' } }, verified);
    await vi.waitFor(() => expect(said().join()).toContain('no option widgetColour'));
  });

  it('[LO7] refuses who the shopper is in an address', async () => {
    const options = readOptions(
      { found: NONE, query: '?shop=demo&client_id=7&clientToken=secret', data: {}, given: {} },
      verified,
    );
    expect(options.clientId).toBeUndefined();
    expect(options.clientToken).toBeUndefined();
    await vi.waitFor(() => expect(said()).toHaveLength(2));
    expect(said().join()).toMatch(/client_id.*clientToken/);
    expect(said().join()).not.toContain('secret');
  });

  it('[LO6] names what is not allowed once, with what is', async () => {
    const given = { shop: 'demo', closeDelay: 90_000, titleBadge: 'maybe', wide: true, appearance: { radius: 9 } };
    for (let round = 0; round < 2; round++) readOptions({ found: NONE, query: '', data: {}, given }, verified);
    await vi.waitFor(() => expect(said()).toHaveLength(4));
    expect(said()[0]).toContain('closeDelay must be seconds from 0 to 86400');
    expect(said()[1]).toContain('titleBadge must be true or false');
    expect(said()[2]).toContain('no option wide. There are shop,');
    expect(said()[3]).toContain('appearance.radius must be a number from 0 to 2');
  });

  it('[LO6] names them even when the words for it cannot be fetched', async () => {
    readOptions({ found: NONE, query: '', data: { tall: '1' }, given: {} }, () => Promise.reject(new Error('offline')));
    await vi.waitFor(() => expect(warn).toHaveBeenCalledWith('Shopbell: not allowed:', 'tall'));
  });

  it('[LO8] keeps the panel open on a page that has nothing else', () => {
    expect(
      readOptions({ found: NONE, query: '', data: { page: '' }, given: { minimizable: true } }, verified).minimizable,
    ).toBe(false);
  });
});
