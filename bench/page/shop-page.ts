/** A page of a shop that does nothing by itself: what is measured beside it comes from the script at its end alone. */
export function shopPage(script: string): string {
  const product = (n: number): string => `<li><a href="#p${n}"><i></i><b>Linen shirt, number ${n}</b>
    <p>Woven in Portugal, sewn in small runs, better after every wash.</p><span>€ ${20 + n}.00</span></a></li>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="A quiet page of a shop.">
<title>A quiet shop</title>
<link rel="icon" href="data:,">
<style>
body { margin: 0 auto; max-width: 1100px; padding: 24px; font: 16px/24px system-ui, sans-serif; color: #222; background: #fff; }
ul { display: grid; grid-template-columns: repeat(4, 1fr); gap: 24px; margin: 0; padding: 0; list-style: none; }
i { display: block; aspect-ratio: 4 / 5; border-radius: 8px; background: linear-gradient(#efe9dd, #d5cbb8); }
a { color: inherit; text-decoration: none; }
</style>
</head>
<body>
<header><h1>A quiet shop</h1><p>Free delivery over € 80. Returns within 30 days.</p></header>
<main><ul>${Array.from({ length: 24 }, (_, n) => product(n + 1)).join('\n')}</ul></main>
<footer><p>Delivery, returns, contact.</p></footer>
${script}
</body>
</html>`;
}
