import { useRef, useState } from 'react';
import type { Chat } from 'shopbell';
import { ShopbellChat } from 'shopbell/react';

export function Shop() {
  const chat = useRef<Chat>(null);
  const [country, setCountry] = useState('DE');
  const [state, setState] = useState('');
  const [paying, setPaying] = useState(false);

  return (
    <>
      <button type="button" onClick={() => chat.current?.open()}>
        Ask us
      </button>
      <button type="button" onClick={() => setCountry('FR')}>
        Ship to France
      </button>
      <button type="button" onClick={() => setPaying(!paying)}>
        {paying ? 'Back to the shop' : 'Pay'}
      </button>
      <output>{state}</output>
      {!paying && (
        <ShopbellChat
          ref={chat}
          api="https://chat.example.com"
          shop="demo"
          country={country}
          appearance={{ accent: '#7a3b5c' }}
          onState={(event) => setState(event.state)}
        />
      )}
    </>
  );
}
