import { defineConfig } from 'vitest/config'

// Journeys: a real browser against the real program. One after the other, for
// they share the machine; each file has a server of its own or the demo world.
export default defineConfig({
  test: {
    include: ['test/journeys/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['./test/journeys/world.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 20_000 } },
  },
})
