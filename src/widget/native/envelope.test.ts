import { describe, expect, it } from 'vitest';
import { NATIVE_VERSION } from '../../protocol/native.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';

const sealed = (change: object = {}): string =>
  JSON.stringify({ shopbell: NATIVE_VERSION, type: 'lifecycle', payload: { state: 'active' }, ...change });
const faultOf = (text: unknown) => {
  const opened = openEnvelope(text);
  return opened.ok ? undefined : opened.fault;
};

describe('a message of the app', () => {
  it.each([
    ['no text', { shopbell: 1, type: 'lifecycle' }],
    ['no JSON', "{shopbell: 1, type: 'close'}"],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['no envelope', '{"type":"lifecycle"}'],
    ['a payload that is a list', sealed({ payload: [] })],
    ['two megabytes', sealed({ payload: { state: 'x'.repeat(2_000_000) } })],
  ])('[NA1] is one JSON text, never %s', (_, text) => {
    expect(faultOf(text)).toMatchObject({ code: 'bad_envelope' });
  });

  it.each([[2], [0], ['1'], [null], [{ toString: 1 }]])(
    '[NA2] of envelope %s is refused, and its version named',
    (shopbell) => {
      const fault = faultOf(sealed({ shopbell, id: 'm7' }));
      expect(fault).toMatchObject({ code: 'unsupported_version', id: 'm7' });
      expect(fault?.message).toContain(`speaks ${NATIVE_VERSION}`);
    },
  );

  it.each(['open_url', 'toString', '__proto__', 7, undefined])('[NA3] of a type like %s is refused', (type) => {
    expect(faultOf(sealed({ type, id: 'm8' }))).toMatchObject({ code: 'unknown_type', id: 'm8' });
  });

  it('[NA4] may have fields that this page does not know, and needs no payload', () => {
    expect(openEnvelope(sealed({ colour: 'green' }))).toMatchObject({ ok: true });
    expect(openEnvelope(sealed({ payload: undefined }))).toMatchObject({ ok: true, message: { payload: {} } });
  });
});

describe('a message to the app', () => {
  it.each([
    ['apostrophes', 'it\'s "quoted" \\ and `ticked` ${x}'],
    ['the end of a script', '</script><!--'],
    ['line ends of Unicode', 'a\u2028b\u2029c\nd\re'],
    ['emoji and a lone surrogate', '🧵👩‍🧵 \ud83e'],
    ['100 kB', 'é'.repeat(50_000)],
  ])('[NA5] carries %s unharmed, also through a script', (_, code) => {
    const text = sealEnvelope('cart', { name: 'discount', code }, { id: 'm1' });
    expect(JSON.parse(text)).toEqual({ shopbell: 1, type: 'cart', id: 'm1', payload: { name: 'discount', code } });
    expect(text).not.toMatch(/[\u2028\u2029\n]/);
    // What hosts do: the encoder twice makes a literal of the text.
    expect(JSON.parse(new Function(`return ${JSON.stringify(text)}`)())).toMatchObject({ payload: { code } });
  });
});
