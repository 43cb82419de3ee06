import { defineConfig } from 'vitest/config'

// Tests without a browser: the data layer, pure functions, and components in
// jsdom. The messages are compiled beforehand ("npm run check" does it), and
// styles are of no use here. Journeys in a real browser are vitest.journeys.ts.
export default defineConfig({
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'jsdom',
    setupFiles: ['./test/setup.ts'],
    restoreMocks: true,
    css: false,
  },
})
