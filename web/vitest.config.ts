import { defineConfig } from 'vitest/config'

// Tests without a browser: the data layer and pure functions, which need no
// document and are not made to wait for one, and components in jsdom (and, by a
// word in their first line, what else needs a document). The messages are
// compiled beforehand ("npm run check" does it), and styles are of no use here.
// Journeys in a real browser are vitest.journeys.ts.
export default defineConfig({
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    restoreMocks: true,
    css: false,
    // Beside the server's tests a machine of two cores is busy.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What tests import is the same nearly everywhere and takes longer than the tests: a worker reads it once.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'plain', include: ['src/**/*.test.ts'], environment: 'node' } },
      { extends: true, test: { name: 'drawn', include: ['src/**/*.test.tsx'], environment: 'jsdom', setupFiles: ['./test/setup.ts'] } },
    ],
  },
})
