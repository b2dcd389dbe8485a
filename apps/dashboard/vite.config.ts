import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const service = process.env['QUALM_URL'] ?? 'http://127.0.0.1:8080';
/** Of the service, not of the page. */
const routes = ['/v1', '/docs', '/health', '/metrics'];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { conditions: ['qualm-source', 'module', 'browser', 'development|production'] },
  build: { outDir: '../../dist/apps/dashboard', emptyOutDir: true, target: 'es2022', sourcemap: false },
  server: {
    port: 5173,
    // The service refuses what pages of another origin send.
    proxy: Object.fromEntries(
      routes.map((route) => [route, { target: service, changeOrigin: true, headers: { origin: service } }]),
    ),
  },
});
