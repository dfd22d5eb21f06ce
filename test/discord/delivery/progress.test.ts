import { expect, it } from 'vitest'
import { justStarted, previewWithin } from '#src/discord/delivery/progress.ts'

it('shows no preview that is larger than the file limit', () => {
  const preview = { bytes: new Uint8Array(1000), format: 'png', width: 64, height: 64 } as const
  const facts = { ...justStarted, fraction: 0.5, preview }
  expect(previewWithin(facts, 1000)).toBe(facts)
  expect(previewWithin(facts, 999)).toEqual({ ...facts, preview: undefined })
})
