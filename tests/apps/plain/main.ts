import { createChat } from 'shopbell';

const chat = createChat({
  api: 'https://chat.example.com',
  shop: 'demo',
});

chat.on('unread', ({ count }) => {
  document.title = count > 0 ? `(${count}) A shop` : 'A shop';
});

document.querySelector('#help')?.addEventListener('click', () => chat.open());
