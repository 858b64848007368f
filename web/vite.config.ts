import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// In development the API is another process: the server, or dev/fake-api.mjs.
const api = 'http://127.0.0.1:7070'

export default defineConfig({
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/v1': api, '/login': api, '/healthz': api },
  },
  build: {
    target: 'es2023',
    // Inlined assets would need data: URLs that the content security policy refuses.
    assetsInlineLimit: 0,
    sourcemap: false,
  },
  test: {
    css: true,
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: 'logic', environment: 'node', include: ['src/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'components',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/test/setup.ts'],
        },
      },
    ],
  },
})
