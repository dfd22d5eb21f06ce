import { defineConfig } from 'vitest/config'

/**
 * Tests that leave nothing behind in their process. The files that a worker runs share its modules, since loading them takes
 * longer than many of these tests.
 */
const sharing = ['commands', 'community', 'discord', 'e2e', 'messages', 'pipeline', 'requests', 'settings'].map(
  (room) => `test/${room}/**/*.test.ts`,
)

/** Tests in these rooms that measure the process, or open a browser or the real models. */
const alone = ['crowd', 'embedded-*', '*page', 'unreadable-prompts', 'engine-death'].map(
  (name) => `test/e2e/${name}.test.ts`,
)

// Models, browsers and a whole bot run in these tests, on machines of any speed: the limits only end what hangs.
const limits = { testTimeout: 120_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { name: 'sharing', include: sharing, exclude: alone, isolate: false, ...limits } },
      { test: { name: 'alone', include: alone, ...limits } },
      {
        test: {
          name: 'isolated',
          include: ['test/**/*.test.ts', 'packages/*/{test,examples}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...sharing],
          ...limits,
        },
      },
    ],
  },
})
