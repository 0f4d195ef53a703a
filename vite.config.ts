import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/**
 * Every test project. Files that share a worker share what they import: reading the same modules for each file anew took more than
 * the tests themselves. Real Redis and browsers need more than the default five seconds on a small machine.
 */
const node = (name: string, include: string[], { timeoutMs = 60_000, isolate = false } = {}) => ({
  extends: true as const,
  test: { name, include, environment: 'node', testTimeout: timeoutMs, hookTimeout: 120_000, isolate },
})

export default defineConfig({
  root: 'client',
  publicDir: 'public',
  plugins: [react()],
  build: { outDir: '../dist/client', emptyOutDir: true, target: 'es2022', manifest: true, chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/socket.io': { target: 'http://127.0.0.1:8080', ws: true } } },
  test: {
    root: '.',
    // One second is what vitest waits by itself: beside two browsers on two cores that is no proof of anything.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      node('unit', ['{server,connectors,fixtures,client}/**/*.test.ts', 'tests/{scenes,load,support}/**/*.test.ts']),
      {
        extends: true as const,
        test: { name: 'dom', include: ['client/**/*.test.tsx'], environment: 'jsdom', setupFiles: ['client/locale/desk-texts.setup.ts', 'tests/support/patience.setup.ts'], testTimeout: 30_000, isolate: false },
      },
      node('arch', ['tests/arch/**/*.test.ts']),
      node('contract', ['tests/contract/**/*.test.ts', 'tests/fuzz/**/*.test.ts']),
      node('pipeline', ['tests/pipeline/**/*.test.ts'], { timeoutMs: 120_000, isolate: true }),
      node('e2e', ['tests/e2e/**/*.test.ts'], { timeoutMs: 180_000, isolate: true }),
    ],
  },
})
