import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openModel } from '#src/network/folder.ts'
import { modelProfile } from '#src/renderer/model-profile.ts'

const duckling = join(import.meta.dirname, '../../models/duckling')

it('refuses a merge that does not exist, with the file and the field', async () => {
  const model = { ...(await openModel(duckling)), illusions: { merge: 'average' } }
  expect(() => modelProfile(model, false)).toThrow(
    `${duckling}/defaults.json: \`illusions.merge\` must be one of mean, balanced, alternate.`,
  )
  const named = { ...model, illusions: { merge: 'mean', style: 'a mosaic of' } }
  expect(modelProfile(named, false)).toMatchObject({
    name: 'duckling',
    illusions: { merge: 'mean', style: 'a mosaic of' },
  })
})
