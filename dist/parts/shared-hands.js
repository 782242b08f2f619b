var e=["pointermove","pointerdown","keydown","scroll","popstate"];function o(o,t){for(let n of e)addEventListener(n,o,{signal:t,passive:!0,capture:!0})}export{o as t};
