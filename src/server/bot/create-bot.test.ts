import { describe, expect, it } from 'vitest';
import { COMMERCE } from '../conversations/door.fixture.ts';
import type { BotReply, Turn } from './bot.ts';
import { createBot } from './create-bot.ts';
import { createFlows } from './flows.ts';
import { emailIn, orderNumberIn } from './intents/references.ts';
import { understand } from './intents/understand.ts';

const flows = createFlows();
const bot = createBot({ flows, commerce: COMMERCE });
const ask = (text: string, more: Partial<Turn> = {}): Promise<BotReply> =>
  bot.reply(
    { shop: 'shop', locale: 'en', said: { text }, misses: 0, visitor: {}, ...more },
    new AbortController().signal,
  );
const pick = (choice: string) => ask('', { said: { text: choice, choice } });
const wordsOf = ({ messages }: BotReply): string =>
  messages
    .map((content) => (content.type === 'text' || content.type === 'choices' ? content.text : content.type))
    .join(' ');
const offers = ({ messages }: BotReply): string[] =>
  messages.flatMap((content) => (content.type === 'choices' ? content.choices.map(({ value }) => value) : []));

describe('understanding', () => {
  it.each([
    ['en', 'Where is my order?', 'order_status'],
    ['en', 'WHERE’S MY PARCEL', 'order_status'],
    ['en', 'What is your returns policy?', 'returns'],
    ['en', 'I want to return my order', 'returns'],
    ['en', 'Can I talk to a real person please', 'handoff'],
    ['en', 'I want to talk to a person', 'handoff'],
    ['en', 'do you have linen shirts', 'products'],
    ['en', 'which size should I take?', 'find_size'],
    ['en', 'Is there a discount code?', 'discount'],
    ['fr', 'Où est ma commande ?', 'order_status'],
    ['fr', 'Je voudrais parler à quelqu’un', 'handoff'],
    ['fr', 'Comment me faire rembourser ?', 'returns'],
    ['de', 'Wo bleibt denn meine Bestellung?', 'order_status'],
    ['de', 'Ich möchte das zurückschicken', 'returns'],
    ['de', 'Kann ich mit einem Menschen sprechen?', 'handoff'],
    ['de', 'Welche Größe brauche ich?', 'find_size'],
    ['es', '¿Dónde está mi pedido?', 'order_status'],
    ['es', 'Quiero hacer una devolución', 'returns'],
    ['es', 'Quiero hablar con una persona', 'handoff'],
    ['it', 'Dov’è il mio ordine?', 'order_status'],
    ['it', 'Vorrei fare un reso', 'returns'],
    ['it', 'Posso parlare con una persona?', 'handoff'],
    ['fr', 'talk to a person', 'handoff'],
    ['nl', 'where is my order', 'order_status'],
  ])('[BO1] knows a wish by its words, whatever accents and case: %s “%s”', (locale, text, intent) => {
    expect(understand(text, locale).intent).toBe(intent);
  });

  it('[BO1] does not guess where no word fits', () => {
    for (const text of ['asdf qwer', 'Tell me a joke', '???', '🙂', 'What is the capital of France']) {
      expect(understand(text, 'en').intent).toBeUndefined();
    }
  });

  it('[BO2] finds order numbers and addresses in a sentence', () => {
    expect(orderNumberIn('It’s #10482, thanks')).toBe('10482');
    expect(orderNumberIn('order hh-10482')).toBe('HH-10482');
    expect(orderNumberIn('ines1984@example.com')).toBeUndefined();
    expect(orderNumberIn('two of them, 38 or 40')).toBeUndefined();
    expect(emailIn('Write to ines@example.co.uk, please.')).toBe('ines@example.co.uk');
    expect(emailIn('ines@example.com.')).toBe('ines@example.com');
    expect(emailIn('no address @ all')).toBeUndefined();
  });
});

describe('the bot', () => {
  it('[BO3] asks for an order’s number, then for its address, then tells where it is', async () => {
    const first = await ask('Where is my order?');
    expect(first).toMatchObject({ fallback: false, expects: 'order_number' });
    const second = await ask('10482', { expecting: first.expects });
    expect(second).toMatchObject({ fallback: false, expects: 'order_email:10482' });
    const third = await ask('marta@example.com', { expecting: second.expects });
    expect(wordsOf(third)).toContain('10482 is on its way');
    expect(third.messages.at(-1)).toMatchObject({ type: 'order', order: { number: '10482' } });
    expect(third.expects).toBeUndefined();
  });

  it('[BO3] uses what it already knows: a number in the text, the address that was given', async () => {
    const reply = await ask('Where is my order #10482?', { visitor: { email: 'marta@example.com' } });
    expect(reply.messages.at(-1)?.type).toBe('order');
  });

  it('[BO4] tells nothing of an order to an address that is not its own, and offers a person', async () => {
    const reply = await ask('Where is order 10482?', { visitor: { email: 'someone@example.com' } });
    expect(JSON.stringify(reply)).not.toContain('shipped');
    expect(offers(reply)).toEqual(['handoff']);
    expect(reply.expects).toBe('order_email:10482');
  });

  it('[BO5] shows products that fit, by a question or by their bare name', async () => {
    for (const text of ['Do you have linen shirts?', 'linen shirt']) {
      expect((await ask(text)).messages.at(-1)).toMatchObject({ type: 'products', products: [{ id: 'p-shirt' }] });
    }
  });

  it('[BO6] fetches a person when asked, in words or by the quick reply', async () => {
    for (const reply of [await ask('Talk to a person'), await pick('handoff')]) {
      expect(reply).toMatchObject({ handoff: 'asked', fallback: false });
    }
    expect((await ask('I want a human', { expecting: 'order_number' })).handoff).toBe('asked');
  });

  it('[BO7] admits that it did not understand and offers a person, also the second time', async () => {
    const first = await ask('Tell me a joke about the moon and the stars');
    const second = await ask('Tell me a joke about the moon and the stars', { misses: 1 });
    expect([first.fallback, second.fallback]).toEqual([true, true]);
    expect(offers(first)).toContain('handoff');
    expect(offers(second)).toContain('handoff');
    expect(wordsOf(second)).not.toBe(wordsOf(first));
    expect(first.handoff).toBeUndefined();
  });

  it('[BO8] answers every quick reply of the greeting, in every language', async () => {
    for (const { locale, greeting } of flows.builtIn()) {
      for (const { value, label } of greeting.choices) {
        const picked = await ask(label, { locale, said: { text: label, choice: value } });
        expect(picked.fallback, `${locale} ${value}`).toBe(false);
        const typed = await ask(label, { locale });
        expect(typed, `${locale} “${label}”`).toEqual(picked);
      }
    }
  });

  it('[BO9] does not trust a quick reply that it has not offered', async () => {
    for (const value of ['constructor', '__proto__', 'delete_everything']) {
      expect((await pick(value)).fallback).toBe(true);
    }
  });
});
