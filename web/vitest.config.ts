import { mergeConfig } from 'vite'
import { defineConfig } from 'vitest/config'

import base from './vite.config.ts'

// Tests without a browser: the data layer, pure functions, and components in
// jsdom. Journeys in a real browser are started by test/journeys.
export default mergeConfig(
  base,
  defineConfig({
    test: {
      include: ['src/**/*.test.{ts,tsx}'],
      environment: 'jsdom',
      setupFiles: ['./test/setup.ts'],
      restoreMocks: true,
    },
  }),
)
