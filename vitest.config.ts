import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'packages/*/{test,examples}/**/*.test.ts'],
    // Models, browsers and a whole bot run in these tests, on machines of any speed: the limits only end what hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})
