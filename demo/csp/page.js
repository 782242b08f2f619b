import { productCard } from '/demo/shop/card.js';
import { find } from '/demo/shop/dom.js';
import { mountShell } from '/demo/shop/shell.js';

/** The policy allows no stylesheet and no style element; a constructed sheet is neither. */
for (const name of ['base', 'frame', 'shelf', 'pages', 'cart']) {
  const look = new CSSStyleSheet();
  look.replaceSync(await (await fetch(`/demo/styles/${name}.css`)).text());
  document.adoptedStyleSheets.push(look);
}

const shell = await mountShell();
find('.shelf').replaceChildren(...shell.catalogue.products.slice(0, 4).map((one) => productCard(one, shell, 'h2')));
