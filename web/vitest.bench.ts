import { defineConfig } from 'vitest/config'

// Measurements in a real browser; they print a table and judge nothing.
export default defineConfig({
  test: { include: ['test/bench/**/*.test.ts'], environment: 'node', fileParallelism: false, testTimeout: 600_000, hookTimeout: 300_000, disableConsoleIntercept: true },
})
