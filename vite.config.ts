import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { TARGET } from './tools/build/bundle.ts';
import { fromRoot, packageFile } from './tools/build/paths.ts';

/**
 * The team's app. Its pages run under a policy without inline scripts or styles, so nothing is inlined and the module
 * preload polyfill (an inline script) stays out. What pages of shops load is built by `tools/build/build-dist.ts`.
 */
export default defineConfig({
  root: fromRoot('src/inbox'),
  base: '/inbox/',
  publicDir: false,
  envDir: false,
  plugins: [preact({ devToolsEnabled: false })],
  define: { __SHOPBELL_VERSION__: JSON.stringify(packageFile().version) },
  build: {
    outDir: fromRoot('build/inbox'),
    emptyOutDir: true,
    target: TARGET,
    cssMinify: 'lightningcss',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
