// The build: one page, hashed files, nothing inline (the page is served under a CSP without unsafe-inline).
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

/** Where a running core answers, for `npm run dev`: `YANSHI_CORE=http://127.0.0.1:PORT`. */
const core = process.env['YANSHI_CORE'];

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    __INTLIFY_DROP_MESSAGE_COMPILER__: 'false',
  },
  build: {
    // The oldest web view in the field: WebKitGTK 2.40, Chromium 109 (the last one for Windows 7 and old Kylin).
    target: ['chrome109', 'safari16.4'],
    // Inlined files would become data: addresses, which the CSP allows for images only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    // The core answers its own origin only.
    proxy: core
      ? { '/rpc': { target: core, changeOrigin: true, headers: { origin: core } } }
      : {},
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', '*.test.ts'],
  },
});
