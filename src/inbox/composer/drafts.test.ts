import { describe, expect, it } from 'vitest';
import { type Attachment, createDrafts } from './drafts.ts';
import { requestsOf } from './requests.ts';
import { imageProblem } from './use-upload.ts';

const product = (id: string): Attachment => ({
  kind: 'product',
  key: id,
  product: { id, title: id, price: 1, currency: 'EUR', url: '/p' },
});
const image: Attachment = {
  kind: 'image',
  key: 'i',
  name: 'a.jpg',
  bytes: 1,
  at: 'stored',
  file: { file: 'f_1234567890123456', type: 'image', url: '/f', name: 'a.jpg', bytes: 1 },
};
const code: Attachment = { kind: 'discount', key: 'd', discount: { code: 'WELCOME10' } };

describe('drafts', () => {
  it('[IN8] texts survive a reload of the tab', () => {
    let saved = '';
    const storage = {
      getItem: () => saved,
      setItem(_key: string, text: string) {
        saved = text;
      },
    };
    createDrafts(storage).change('c_1', { reply: 'Hello', attachments: [product('p')] });
    expect(createDrafts(storage).of('c_1')).toMatchObject({ reply: 'Hello', attachments: [] });
  });

  it('[IN8] signing out forgets them, in the storage too', () => {
    let saved = '';
    const storage = {
      getItem: () => saved,
      setItem(_key: string, text: string) {
        saved = text;
      },
    };
    const drafts = createDrafts(storage);
    drafts.change('c_1', { reply: 'Hello' });
    expect(saved).toContain('Hello');
    drafts.clear();
    expect(drafts.of('c_1').reply).toBe('');
    expect(saved).not.toContain('Hello');
  });

  it('[IN8] storage that is broken or refuses is no obstacle', () => {
    const drafts = createDrafts({
      getItem: () => '{"not":"a list',
      setItem() {
        throw new Error('full');
      },
    });
    drafts.change('c_1', { reply: 'Hello' });
    expect(drafts.of('c_1').reply).toBe('Hello');
  });

  it('[IN7] what comes back stands before what was written since', () => {
    const drafts = createDrafts();
    drafts.sent('k1', { kind: 'text', text: 'First' });
    drafts.sent('k2', { kind: 'attachments', attachments: [code] });
    drafts.change('c_1', { reply: 'Second', tab: 'note' });
    drafts.restore('c_1', 'k1', 'Why');
    drafts.restore('c_1', 'k2', 'Why');
    expect(drafts.of('c_1')).toEqual({
      tab: 'reply',
      reply: 'First\n\nSecond',
      note: '',
      attachments: [code],
      notice: 'Why',
    });
  });
});

describe('attachments', () => {
  it('[IN18] pictures go before the words, products together and codes after them, as references only', () => {
    const contents = requestsOf('Look', [code, product('p1'), image, product('p2')]).map(({ content }) => content);
    expect(contents).toEqual([
      { type: 'image', file: 'f_1234567890123456' },
      { type: 'text', text: 'Look' },
      { type: 'products', products: ['p1', 'p2'] },
      { type: 'discount', code: 'WELCOME10' },
    ]);
  });

  it('[IN18] more products than a message holds make another message', () => {
    const many = Array.from({ length: 12 }, (_, index) => product(`p${index}`));
    const sizes = requestsOf('', many).map(({ content }) =>
      content.type === 'products' ? content.products.length : 0,
    );
    expect(sizes).toEqual([10, 2]);
  });

  it.each([
    ['notes.pdf', 'application/pdf', 10, /not an image/],
    ['huge.png', 'image/png', 10 * 1024 * 1024 + 1, /too large: at most 10 MB/],
    ['fine.png', 'image/png', 10, undefined],
  ])('[IN18] looks at %s before it is uploaded', (name, type, size, problem) => {
    const said = imageProblem({ name, type, size });
    if (problem) expect(said).toMatch(problem);
    else expect(said).toBeUndefined();
  });
});
