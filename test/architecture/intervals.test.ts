import { expect, it } from 'vitest'
import { type SourceFile, sources, under } from './source-files.ts'

/** Differences of the wall clock, which may be set back or forward at any moment. */
const difference = /\bclock\.now\(\)\s*[-<>]|[-<>]\s*(?:\w+\.)*clock\.now\(\)|\bDate\.now\(\)/

/** Times that outlive the process, so that only the wall clock knows them. */
const exceptions = new Set([
  'src/discord/delivery/reply.ts',
  'src/discord/delivery/reply-state.ts',
  'src/discord/moderation/moderation-log.ts',
  // The dates of files that an earlier process began.
  'src/renderer/text-cache.ts',
  // Compares both readings, to notice that the clock was set.
  'src/discord/transport/rest.ts',
])

const measuring = (files: readonly SourceFile[]): string[] =>
  files
    .filter(({ path }) => under(path, 'src') && !exceptions.has(path))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line) => (difference.test(line) ? [`${path}: ${line}`] : [])),
    )

it('no interval is measured with the wall clock', () => {
  expect(measuring(sources)).toEqual([])
  expect(measuring([{ path: 'src/a.ts', text: 'const wait = last + gap - clock.now()' }])).toHaveLength(1)
  expect(measuring([{ path: 'src/a.ts', text: 'if (clock.now() - begun > 5) return' }])).toHaveLength(1)
  expect(measuring([{ path: 'src/a.ts', text: 'const ready = clock.now() + 1000' }])).toEqual([])
})
