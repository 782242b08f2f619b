/**
 * The least that a chat can be: one button by hand. Its panel is fetched ahead when the pointer comes near, and run by
 * the click.
 */
const script = document.currentScript as HTMLScriptElement;
const panel = new URL('floor-panel.js', script.src).href;

const style = document.createElement('style');
style.textContent = `
.floor-launcher {
  position: fixed;
  inset: auto 20px 20px auto;
  z-index: 2147480000;
  padding: 13px;
  border: 0;
  border-radius: 30px;
  background: #1f5b4c;
  color: #fff;
  font: 600 14px/20px system-ui, sans-serif;
  cursor: pointer;
}
.floor-launcher svg {
  display: block;
  width: 34px;
  height: 34px;
  fill: none;
  stroke: currentColor;
  stroke-width: 2;
}`;

const SVG = 'http://www.w3.org/2000/svg';
const icon = document.createElementNS(SVG, 'svg');
icon.setAttribute('viewBox', '0 0 34 34');
const path = document.createElementNS(SVG, 'path');
path.setAttribute('d', 'M4 6h26v18H16l-7 6v-6H4Z');
icon.append(path);

const launcher = document.createElement('button');
launcher.type = 'button';
launcher.className = 'floor-launcher';
launcher.ariaLabel = 'Open chat';
launcher.append(icon);

launcher.addEventListener(
  'pointerenter',
  () => {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = panel;
    document.head.append(link);
  },
  { once: true },
);
launcher.addEventListener('click', async () => {
  const { toggle } = (await import(/* @vite-ignore */ panel)) as typeof import('./panel.tsx');
  toggle(document.body);
});
document.head.append(style);
document.body.append(launcher);

export {};
