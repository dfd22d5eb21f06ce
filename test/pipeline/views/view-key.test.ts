import { describe, expect, it } from 'vitest'
import { torchNormal } from '#src/pipeline/random.ts'
import { viewKey, viewNames, viewOf, viewSpec, type ViewSpec } from '#src/pipeline/views/registry.ts'

/** Every view as it is when nothing more is said, and spellings of the same and of others. */
const views: readonly ViewSpec[] = [
  ...viewNames.map((name) => viewSpec.parse({ name })),
  { name: 'skew', factor: 0 },
  { name: 'skew', factor: 1.5 },
  { name: 'skew', factor: -1.5 },
  { name: 'jigsaw', seed: 0 },
  { name: 'jigsaw', seed: 1 },
  { name: 'patch_permute', pieces: 8 },
  { name: 'patch_permute', pieces: 8, seed: 0 },
  { name: 'patch_permute', seed: 1 },
  { name: 'patch_permute', pieces: 64 },
  { name: 'pixel_permute', pieces: 8 },
  { name: 'pixel_permute', seed: 0 },
]

describe('the key of a view', () => {
  it('is equal exactly for views that show the same', () => {
    const picture = { data: torchNormal(3)(3 * 64 * 64), channels: 3, height: 64, width: 64 }
    const shown = views.map((view) => viewOf(view).apply(picture).data)
    for (const [i, one] of views.entries()) {
      for (const [j, other] of views.entries()) {
        const same = shown[i]?.every((value, at) => value === shown[j]?.[at])
        expect(viewKey(one) === viewKey(other), `${JSON.stringify(one)} and ${JSON.stringify(other)}`).toBe(same)
      }
    }
  })
})
